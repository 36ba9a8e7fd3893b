import { z } from 'zod'

/** A regular expression written in a lexicon file: must compile, must not nest quantifiers. */
export const RegexText = z
  .string()
  .min(1)
  .refine(compiles, { message: '不是有效的正则表达式' })
  .refine((source) => !/[+*]\)[+*]|\{\d+,\}\)[+*{]/.test(source), { message: '量词套量词，会拖慢长行，请改写' })

function compiles(source: string): boolean {
  try {
    new RegExp(source, 'u')
    return true
  } catch {
    return false
  }
}
