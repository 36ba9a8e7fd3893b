import { computed } from '@preact/signals'
import { settings } from '../../stores/settings.ts'
import { en } from './en.ts'
import { zh } from './zh.ts'

/** The wording of the import page in the chosen language. */
export const importing = computed(() => (settings.language.value === 'en' ? en : zh))
