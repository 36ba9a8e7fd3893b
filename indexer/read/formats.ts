import type { FormatReader } from './format.ts'
import { markdown, plainText } from './text.ts'

/** Every format that can be read. The order does not matter: extensions are told apart. */
export const formats: readonly FormatReader[] = [plainText, markdown]
