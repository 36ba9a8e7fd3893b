import { signal } from '@preact/signals'

/** The data version of the newest reply; replies of another version are asked for again. */
export const dataVersion = signal<string | undefined>(undefined)
