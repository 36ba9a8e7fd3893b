import { describe, expect, it } from 'vitest'
import { matchingView } from '../../indexer/understand/matching-view.ts'
import { createPracticeFinder } from '../../indexer/understand/practices.ts'
import { loadLexicon } from '../../server/lexicon/load.ts'
import { lexiconDir, passageOf } from '../indexer/understand/sample.ts'

const lexicon = loadLexicon(lexiconDir)
const find = createPracticeFinder(lexicon)
const idsIn = (text: string): string[] => find(passageOf(text), matchingView(text)).map((mention) => mention.id)

describe.each(lexicon.practices.map((practice) => [practice.id, practice.name, practice] as const))(
  '%s %s',
  (id, _, practice) => {
    it('says what it is', () => {
      expect(practice.definition ?? '').not.toBe('')
    })

    it('has an example to hold it', () => {
      expect(practice.examples.positive.length).toBeGreaterThan(0)
    })

    for (const example of practice.examples.positive) {
      it(`is found in “${example}”`, () => expect(idsIn(example)).toContain(id))
    }

    for (const example of practice.examples.negative) {
      it(`is not found in “${example}”`, () => expect(idsIn(example)).not.toContain(id))
    }
  },
)

it('gives one wording to one practice only, so that an alias leads to one place', () => {
  const owners = new Map<string, string[]>()
  for (const { id, name, variants } of lexicon.practices) {
    for (const word of new Set([name, ...variants].map((text) => matchingView(text).text))) {
      owners.set(word, [...(owners.get(word) ?? []), id])
    }
  }
  expect([...owners].filter(([, ids]) => ids.length > 1)).toEqual([])
})
