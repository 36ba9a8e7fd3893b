import { computed } from '@preact/signals'
import { shown } from '../stores/resource.ts'
import { meta } from '../stores/search.ts'
import { settings } from '../stores/settings.ts'
import { en } from './en.ts'
import { zh } from './zh.ts'

/** The wording in the chosen language; reading `.value` in a component makes it follow the switch. */
export const messages = computed(() => (settings.language.value === 'en' ? en : zh))

/**
 * The name of a value of a field: the lexicon's, as the server says it in the chosen language, else `fallback`. Before
 * the names have come, and without a fallback, it is empty rather than a slug.
 */
export const labelOf = (field: string, value: string, fallback?: string): string => {
  if (field === 'level') return messages.value.level[value] ?? value
  if (field !== 'section' && field !== 'theme' && field !== 'stance') return fallback ?? value
  const about = shown(meta.state.value)
  const name = about?.labels[field][value]
  const chosen = settings.language.value === 'en' ? (name?.en ?? name?.zh) : name?.zh
  return chosen ?? fallback ?? (about ? value : '')
}
