import { useEffect } from 'preact/hooks'
import { ledgerSummary } from '../../stores/explore.ts'
import { shown } from '../../stores/resource.ts'
import { settings } from '../../stores/settings.ts'

/** Names of the kinds of numbers, by slug. */
export type IndicatorKinds = ReadonlyMap<string, string>

/** Loads the names in the chosen language once they are wanted; undefined until they are there, or cannot be had. */
export const useKinds = (wanted: boolean): IndicatorKinds | undefined => {
  const loaded = shown(ledgerSummary.state.value)
  useEffect(() => {
    if (wanted) ledgerSummary.load('')
  }, [wanted])
  if (wanted && !loaded && ledgerSummary.state.value.status !== 'error') return undefined
  const english = settings.language.value === 'en'
  return new Map(loaded?.kinds.map(({ indicator, name, english: other }) => [indicator, (english && other) || name]))
}
