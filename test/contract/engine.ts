import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Engine, EngineQuery, Match } from '../../server/engine/port.ts'
import type { Filters, FullReport, Passage } from '../../server/schema.ts'
import { type ReportSpec, reportOf } from './corpus.ts'
import { meets, passes, placesOf, tally, without } from './scan.ts'
import { sampleReports } from './texts.ts'

/** An engine over exactly these reports; `ids` turns its row numbers into passage ids. */
export type Subject = { engine: Engine; ids: (rows: Iterable<number>) => string[]; close: () => Promise<void> }
export type Setup = (reports: FullReport[]) => Promise<Subject>

const query = (match: Match, filters: Filters = {}, rest: Partial<EngineQuery> = {}): EngineQuery => ({
  match,
  filters,
  ranking: { words: [], practices: [] },
  sort: 'relevance',
  demoteRepeats: false,
  offset: 0,
  limit: 10_000,
  facets: true,
  ...rest,
})

const literal = (text: string, raw = true): Match => ({ op: 'literal', text, raw })

/**
 * What every engine promises, checked against a plain scan of the same texts. Run it on the port, for each adapter.
 */
export function engineContract(name: string, setup: Setup, specs: ReportSpec[] = sampleReports()): void {
  describe(`${name} engine`, () => {
    const reports = specs.map(reportOf)
    const passages = reports.flatMap((full) => full.passages.map((passage) => ({ passage, full })))
    let subject: Subject
    beforeAll(async () => {
      subject = await setup(reports)
    }, 120_000)
    afterAll(async () => subject?.close())

    /** The oracle: reads every text. */
    const scan = (match: Match, filters: Filters = {}): string[] =>
      passages
        .filter(({ passage, full }) => meets(match, passage) && passes(filters, passage, full))
        .map(({ passage }) => passage.id)
    const found = async (match: Match, filters: Filters = {}): Promise<string[]> => {
      const rows = await subject.engine.rows(query(match, filters))
      return subject.ids(rows).sort()
    }
    const agrees = async (match: Match, filters: Filters = {}): Promise<void> => {
      const expected = scan(match, filters).sort()
      expect(await found(match, filters)).toEqual(expected)
      const { total } = await subject.engine.search(query(match, filters, { limit: 0, facets: false }))
      const reported = new Set(expected.map((id) => id.slice(0, id.lastIndexOf('.'))))
      const townships = new Set([...reported].map((id) => id.slice(0, id.lastIndexOf('-'))))
      expect(total).toEqual({ passages: expected.length, reports: reported.size, townships: townships.size })
    }

    /** Of whole characters: a query is text, which never holds half of one. */
    const substring = fc
      .record({ at: fc.nat(), start: fc.nat(), length: fc.integer({ min: 1, max: 24 }) })
      .map(({ at, start, length }) => {
        const characters = [...(passages[at % passages.length] as (typeof passages)[number]).passage.text]
        const from = start % characters.length
        return characters.slice(from, from + length).join('')
      })

    it('finds exactly what a plain scan finds, for random substrings as they stand', async () => {
      await fc.assert(
        fc.asyncProperty(substring, async (text) => agrees(literal(text))),
        { numRuns: 300 },
      )
    })
    it('finds exactly what a folded scan finds, for random substrings in another script or width', async () => {
      await fc.assert(
        fc.asyncProperty(substring, async (text) => agrees(literal(text.toUpperCase(), false))),
        { numRuns: 200 },
      )
    })
    it('combines random substrings with AND, OR and NOT as sets', async () => {
      const tree: fc.Arbitrary<Match> = fc.letrec<{ tree: Match; leaf: Match }>((tie) => ({
        leaf: substring.map((text) => literal([...text].slice(0, 3).join(''), false)),
        tree: fc.oneof(
          { maxDepth: 3 },
          tie('leaf'),
          fc.record({
            op: fc.constantFrom('and' as const, 'or' as const),
            of: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }),
          }),
          tie('tree').map((of): Match => ({ op: 'not', of })),
        ),
      })).tree
      await fc.assert(
        fc.asyncProperty(tree, async (match) => agrees(match)),
        { numRuns: 150 },
      )
    })

    it.each([
      '利润',
      '桥经',
      '12件',
      '312件',
      '3.05%',
      '3.05',
      '05',
      '5%',
      '%',
      'LED',
      'led',
      'LED显示屏',
      '（社区）',
      '，',
      '。”',
      '5,200',
      '200',
      '法律 顾问',
      '顾 问',
      '枫桥',
      '楓橋經驗',
      '“枫桥经验”',
      '1+3+N',
      '+',
      'a',
      '、',
      '２０２３',
      '2023年',
      '𠮷',
      '𠮷野',
      '野乡',
      '行政执法',
      '司法，İ',
      '法治',
      '好\u0301',
      '😀',
      '。\u200b',
      '*',
      '"',
      "'; DROP TABLE passage; --",
      'NEAR(',
      '-',
      '^',
      ':',
    ])('agrees with the scan for %j, raw and folded', async (text) => {
      await agrees(literal(text))
      await agrees(literal(text, false))
    })
    it.each(['', ' ', '　'])('finds nothing for the literal %j', async (text) => {
      expect(await found(literal(text))).toEqual([])
    })
    it('finds a word across the places where a segmenter would cut', async () => {
      await agrees(literal('设工'))
      expect((await found(literal('设工'))).length).toBeGreaterThan(0)
    })
    it('does not find a number inside a number', async () => {
      const both = [await found(literal('12件')), await found(literal('312件'))]
      expect(both[0]?.some((id) => both[1]?.includes(id))).toBe(false)
    })
    it('asks for both in one sentence', async () => {
      await agrees({ op: 'same-sentence', of: [literal('调解', false), literal('网格', false)] })
      await agrees({
        op: 'same-sentence',
        of: [literal('调解', false), { op: 'or', of: [literal('法律', false), literal('顾问', false)] }],
      })
    })

    const filters: Filters[] = [
      { year: [2022] },
      { year: [2021, 2023] },
      { yearFrom: 2022 },
      { yearTo: 2022, level: ['乡'] },
      { section: ['measures', 'plan'] },
      { theme: ['disputes'] },
      { practice: ['P1'] },
      { stance: ['planned'] },
      { practice: ['P1'], stance: ['planned'] },
      { practice: ['P1', 'P2'], stance: ['done', 'problem'], year: [2023] },
      { place: ['99'] },
      { place: ['990101'] },
      { place: ['990101101', '990102102'] },
      { place: ['990101101'], year: [2023], section: ['measures'] },
      { report: ['990101101-2022'] },
      { year: [1900] },
    ]
    it.each(filters)('filters by %j', async (filter) => {
      await agrees({ op: 'all' }, filter)
      await agrees(literal('调解', false), filter)
      await agrees({ op: 'and', of: [literal('工作', false), { op: 'filter', filters: filter }] })
    })

    it.each(filters)(
      'counts every facet value in three units under %j, ignoring the own filter of the field',
      async (filter) => {
        const match = literal('工作', false)
        const { facets, coverage } = await subject.engine.search(query(match, filter, { limit: 0 }))
        const groups = {
          section: (passage: Passage) => [passage.section as string],
          theme: (passage: Passage) => passage.themes,
          practice: (passage: Passage) =>
            passage.practices.filter((m) => !filter.stance || filter.stance.includes(m.stance)).map((m) => m.id),
          stance: (passage: Passage) =>
            passage.practices
              .filter((m) => !filter.practice || filter.practice.includes(m.id))
              .map((m) => m.stance as string),
          year: (_: Passage, full: FullReport) => [String(full.report.year)],
          level: (_: Passage, full: FullReport) => [full.report.township.level as string],
          place: (_: Passage, full: FullReport) => placesOf(full),
        }
        for (const [field, valuesOf] of Object.entries(groups)) {
          const others = without(filter, field)
          const expected = tally(
            passages.filter(({ passage, full }) => meets(match, passage) && passes(others, passage, full)),
            valuesOf,
          )
          const actual = (facets[field as keyof typeof facets] ?? []).filter((one) => one.passages > 0)
          expect(Object.fromEntries(actual.map(({ value, of, ...counts }) => [value, counts])), field).toEqual(expected)
        }
        const covered = new Set(
          passages.filter(({ passage, full }) => passes(filter, passage, full)).map(({ full }) => full.report.id),
        )
        expect(coverage.reports).toBe(covered.size)
      },
    )
    it('says of a year and a place how many reports exist there, mention or none', async () => {
      const { facets } = await subject.engine.search(query(literal('没有任何一段会这样写'), {}, { limit: 0 }))
      for (const year of facets.year ?? []) {
        const there = reports.filter((full) => String(full.report.year) === year.value)
        expect(year).toMatchObject({ passages: 0, of: { reports: there.length } })
      }
      expect(facets.year?.length).toBe(new Set(reports.map((full) => full.report.year)).size)
    })

    it('sorts newest and oldest by year, then in the order of the report', async () => {
      for (const sort of ['newest', 'oldest'] as const) {
        const { rows } = await subject.engine.search(query({ op: 'all' }, {}, { sort }))
        const years = subject.ids(rows).map((id) => Number(id.match(/-(\d{4})\./)?.[1]))
        expect(years).toEqual([...years].sort((a, b) => (sort === 'newest' ? b - a : a - b)))
        expect(rows.length).toBe(passages.length)
      }
    })
    it('pages through all matches once, in the same order each time', async () => {
      const ask = (offset: number, limit: number) =>
        subject.engine.search(
          query(literal('工作', false), {}, { offset, limit, ranking: { words: ['工作'], practices: [] } }),
        )
      const whole = subject.ids((await ask(0, 1000)).rows)
      const pages = []
      for (let offset = 0; offset < whole.length; offset += 7) pages.push(...subject.ids((await ask(offset, 7)).rows))
      expect(pages).toEqual(whole)
      expect(new Set(whole).size).toBe(whole.length)
    })
    it('puts a real word before an accident of characters', async () => {
      const { rows } = await subject.engine.search(
        query(literal('和服', false), {}, { ranking: { words: ['和服'], practices: [] } }),
      )
      expect(subject.ids(rows)[0]).toBe(passages.find(({ passage }) => passage.text.includes('和服走秀'))?.passage.id)
    })
    it('puts a township that does the practice before one that plans it', async () => {
      const ranking = { words: ['板凳会'], practices: ['P2'] }
      const { rows } = await subject.engine.search(query(literal('板凳会', false), {}, { ranking }))
      const stances = subject
        .ids(rows)
        .map((id) => passages.find(({ passage }) => passage.id === id)?.passage.practices[0]?.stance)
      expect(stances.indexOf('done')).toBeLessThan(stances.indexOf('planned'))
    })
    it('moves near-identical passages behind the others and says how many', async () => {
      const ask = (demoteRepeats: boolean) =>
        subject.engine.search(
          query(literal('特此说明', false), {}, { demoteRepeats, ranking: { words: ['特此说明'], practices: [] } }),
        )
      const grouped = await ask(true)
      expect([...grouped.similar.values()]).toEqual([2])
      expect(grouped.rows.length).toBe((await ask(false)).rows.length)
    })
    it('reports that it is ready and how much it holds', async () => {
      expect(await subject.engine.status()).toMatchObject({ ready: true, passages: passages.length })
    })
  })
}
