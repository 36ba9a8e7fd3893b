import { computed } from '@preact/signals'
import { shown } from '../stores/resource.ts'
import { meta } from '../stores/search.ts'
import { settings } from '../stores/settings.ts'
import { en } from './en.ts'
import { zh } from './zh.ts'

/** The wording in the chosen language; reading `.value` in a component makes it follow the switch. */
export const messages = computed(() => (settings.language.value === 'en' ? en : zh))

/** A label by slug: the chosen language's own word, else the lexicon's Chinese one, else `fallback`. */
export const labelOf = (field: string, value: string, fallback = value): string => {
  const m = messages.value
  if (field !== 'section' && field !== 'theme' && field !== 'stance' && field !== 'level') return fallback
  const served = shown(meta.state.value)?.labels?.[field]
  return m[field][value] ?? served?.[value] ?? zh[field][value] ?? zh.fallbackSection[value] ?? fallback
}
