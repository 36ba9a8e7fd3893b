import { useEffect } from 'preact/hooks'
import { ledgerSummary } from '../../stores/explore.ts'
import { shown } from '../../stores/resource.ts'
import { settings } from '../../stores/settings.ts'

/** Names of the kinds of numbers, by slug. */
export type IndicatorKinds = ReadonlyMap<string, string>

/** Loads the names in the chosen language once they are wanted. */
export const useKinds = (wanted: boolean): IndicatorKinds => {
  const loaded = shown(ledgerSummary.state.value)
  useEffect(() => {
    if (wanted) ledgerSummary.load('')
  }, [wanted])
  const english = settings.language.value === 'en'
  return new Map(loaded?.kinds.map(({ indicator, name, english: other }) => [indicator, (english && other) || name]))
}
