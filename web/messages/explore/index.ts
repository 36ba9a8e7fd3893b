import { computed } from '@preact/signals'
import { settings } from '../../stores/settings.ts'
import { en } from './en.ts'
import { zh } from './zh.ts'

/** The explorer's wording in the chosen language. */
export const words = computed(() => (settings.language.value === 'en' ? en : zh))
