import { signal } from '@preact/signals'

/** The data version of the newest reply. */
export const dataVersion = signal<string | undefined>(undefined)

/** Notes the version of a reply; true when it differs from the one before (what was kept is then stale). */
export const noteVersion = (version: string): boolean => {
  const changed = dataVersion.peek() !== undefined && dataVersion.peek() !== version
  dataVersion.value = version
  return changed
}
