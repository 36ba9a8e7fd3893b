import { describe, expect, it } from 'vitest'
import { differences } from '../../../../indexer/engine/admin.ts'
import { changesOf } from '../../../../indexer/engine/states.ts'
import { valueQuery } from '../../../../server/engine/meilisearch/literal.ts'
import { queriesOf, requiredBy } from '../../../../server/engine/meilisearch/match.ts'
import { meilisearchSettings } from '../../../../server/engine/meilisearch/options.ts'
import { createPhrases } from '../../../../server/engine/meilisearch/phrases.ts'
import { serverOf, serverUrls } from '../../../../server/engine/meilisearch/routing.ts'
import { searchBody } from '../../../../server/engine/meilisearch/server.ts'
import { INDEX_SETTINGS } from '../../../../server/engine/meilisearch/settings.ts'
import type { Match } from '../../../../server/engine/port.ts'

const literal = (text: string): Match => ({ op: 'literal', text, raw: false })

describe('questions to the engine', () => {
  it('asks for phrases and values together, for no hits, and for the rows', () => {
    expect(searchBody({ phrases: [['pa', 'pb'], ['pc']], values: [{ field: 'units', token: 'ud' }] })).toEqual({
      q: '"pa pb" "pc"',
      attributesToSearchOn: ['pairs'],
      matchingStrategy: 'all',
      filter: ['units = ud'],
      limit: 0,
      facets: ['pid'],
    })
    expect(searchBody(valueQuery('words', 'wx'))).toEqual({ filter: ['words = wx'], limit: 0, facets: ['pid'] })
  })
  it('asks for every literal of a tree, and for nothing where labels decide alone', () => {
    const tree: Match = {
      op: 'and',
      of: [
        literal('枫桥'),
        { op: 'not', of: literal('计划') },
        { op: 'or', of: [{ op: 'practice', id: 'P1' }, literal('法')] },
      ],
    }
    expect(queriesOf(tree).length).toBe(3 + 3)
    expect(
      queriesOf({
        op: 'and',
        of: [
          { op: 'practice', id: 'P1' },
          { op: 'filter', filters: { year: [2023] } },
        ],
      }),
    ).toEqual([])
    expect(queriesOf({ op: 'all' })).toEqual([])
  })
})

describe('questions narrowed by an AND', () => {
  const none = (): boolean => false
  const asked = (match: Match, known?: typeof none): string[] =>
    queriesOf(match, undefined, known)
      .filter(({ values }) => !values.some(({ token }) => token.startsWith('m')))
      .map(({ phrases, values }) => [...phrases.map((tokens) => tokens.length), ...values.map(() => 'u')].join(''))

  it('ask for all literals at once, and for others only where those stand', () => {
    expect(asked({ op: 'and', of: [literal('枫桥'), literal('法'), literal('枫桥经验')] }, none)).toEqual(['13u'])
    const alternatives: Match = { op: 'or', of: [literal('计划'), literal('部署')] }
    expect(asked({ op: 'and', of: [literal('枫桥'), { op: 'not', of: literal('法') }, alternatives] }, none)).toEqual([
      '1',
      '1u',
      '11',
      '11',
    ])
    expect(asked({ op: 'or', of: [literal('枫桥'), literal('法')] }, none)).toEqual(['1', 'u'])
  })
  it('are not narrowed where the answer is known, and stay within what the engine looks at', () => {
    const both: Match = { op: 'and', of: [literal('枫桥'), literal('经验')] }
    expect(asked(both)).toEqual(['1', '1'])
    expect(asked(both, none)).toEqual(['11'])
    const many = Array.from({ length: 12 }, (_, i) => literal(`枫${String.fromCharCode(0x4e00 + i)}`))
    expect(asked({ op: 'and', of: many }, none)).toEqual(many.map(() => '1'))
  })
  it('leave lists of frequent phrases alone', () => {
    const listed = createPhrases(['法治政府建设'])
    const both: Match = { op: 'and', of: [literal('法治政府建设'), literal('政府建设工'), literal('枫桥')] }
    const queries = queriesOf(both, listed, none)
    expect(
      queries.filter((query) => query.listed).map(({ phrases, values }) => [phrases.length, values.length]),
    ).toEqual([[0, 1]])
    expect(requiredBy(both, listed)?.phrases.length).toBe(2)
  })
})

describe('settings', () => {
  it('finds no difference in what the server says of itself, and names what was changed', () => {
    const actual = { ...structuredClone(INDEX_SETTINGS), embedders: {}, synonyms: {}, dictionary: [] }
    expect(differences(actual)).toEqual([])
    expect(differences({ ...actual, faceting: { maxValuesPerFacet: 100 } })).toEqual(['faceting'])
    expect(differences({ ...actual, stopWords: ['的'], proximityPrecision: 'byAttribute' }).sort()).toEqual([
      'proximityPrecision',
      'stopWords',
    ])
  })
  it('reads addresses and the switch, and names a variable that is wrong without its value', () => {
    expect(
      meilisearchSettings({ MEILI_URL: ' http://a:7700/, http://b:7700,http://a:7700 ', QIANMO_PARTIAL: '1' }),
    ).toEqual({
      urls: ['http://a:7700', 'http://b:7700'],
      partial: true,
    })
    expect(meilisearchSettings({ MEILI_URL: '', MEILI_SEARCH_KEY: '' })).toEqual({
      urls: ['http://127.0.0.1:7700'],
      partial: false,
    })
    expect(() => meilisearchSettings({ MEILI_URL: 'secret' })).toThrow(/MEILI_URL/)
    expect(() => meilisearchSettings({ MEILI_URL: 'secret' })).not.toThrow(/secret/)
    expect(() => meilisearchSettings({ QIANMO_PARTIAL: 'yes' })).toThrow(/QIANMO_PARTIAL/)
  })
})

describe('routing', () => {
  const reports = Array.from({ length: 3000 }, (_, i) => `98${i}-2023`)
  const three = ['http://a', 'http://b', 'http://c']
  it('divides reports evenly, whatever the order of the servers', () => {
    for (const server of three) {
      const share = reports.filter((report) => serverOf(report, three) === server).length
      expect(Math.abs(share - 1000)).toBeLessThan(120)
    }
    for (const report of reports) expect(serverOf(report, [...three].reverse())).toBe(serverOf(report, three))
  })
  it('moves to a new server only what it takes over, and nothing between the others', () => {
    const four = [...three, 'http://d']
    const moved = reports.filter((report) => serverOf(report, four) !== serverOf(report, three))
    expect(moved.every((report) => serverOf(report, four) === 'http://d')).toBe(true)
    expect(Math.abs(moved.length - 750)).toBeLessThan(120)
  })
  it('reads a list with blanks, repeats and closing slashes', () => {
    expect(serverUrls(' http://a/ ,,http://a, http://b//')).toEqual(['http://a', 'http://b'])
  })
})

describe('changes of an index', () => {
  it('takes out what is gone or half there, and sends what is missing', () => {
    const share = {
      states: new Map([
        ['a@1', 3],
        ['b@2', 2],
        ['c@1', 1],
      ]),
      rows: new Map(),
    }
    const { remove, add } = changesOf(
      share,
      new Map([
        ['a@1', 3],
        ['b@1', 2],
        ['c@1', 4],
      ]),
    )
    expect(remove).toEqual(['b@1', 'c@1'])
    expect([...add]).toEqual(['b@2', 'c@1'])
  })
})
