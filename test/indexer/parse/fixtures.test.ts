import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseText, render, root } from './sample.ts'

const dir = join(root, 'test', 'fixtures', 'parse')
const names = readdirSync(dir).filter((name) => !name.endsWith('.expected'))
const read = (name: string): string => readFileSync(join(dir, name), 'utf8')

describe('parse on invented reports, one habit of writing each', () => {
  it('has fixtures', () => expect(names.length).toBeGreaterThan(25))

  it.each(names)('labels %s as its .expected file says', (name) => {
    expect(render(parseText(read(name), name))).toBe(read(`${name}.expected`))
  })
})

/** What a copyist, an editor or a converter changes without changing the report. */
const mutations: Record<string, (text: string) => string> = {
  'half-width brackets': (text) => text.replaceAll('（', '(').replaceAll('）', ')'),
  'full-width digits in headings': (text) =>
    text.replace(/^\d(?=[.、])/gm, (d) => String.fromCharCode(d.charCodeAt(0) + 0xfee0)),
  'full-width indents': (text) => text.replace(/^(?=\S)/gm, '　　'),
  'no-break and zero-width blanks at the ends': (text) => text.replace(/$/gm, ' \u00a0\u200b'),
  'an empty line between lines': (text) => text.replaceAll('\n', '\n\n\u3000\n'),
  'a blank behind each number': (text) =>
    text.replace(/^((?:[一二三四五六七八九]、)|(?:（[一二三四五六七八九]）))/gm, '$1 '),
  'the software’s bookmark': (text) => text.replace(/^(?=一、|（二）)/gm, '[bookmark: _GoBack]'),
}

const stable = names.filter((name) => !/flattened|wrapped|metadata|markdown|lost/.test(name))
const labels = (text: string, name: string): string[] =>
  parseText(text, name).passages.map(({ section, role, headingPath }) => `${section} ${role} ${headingPath.length}`)

describe.each(Object.entries(mutations))('parse after a mutation: %s', (_, mutate) => {
  it.each(stable)('keeps the labels of %s', (name) => {
    expect(labels(mutate(read(name)), name)).toEqual(labels(read(name), name))
  })
})
