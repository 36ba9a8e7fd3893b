import { describe, expect, it } from 'vitest'
import type { Passage, Report } from '../../../web/api-types.ts'
import { checkItem } from '../../../web/basket/check.ts'
import { readBasketFile, writeBasketFile } from '../../../web/basket/file.ts'
import type { BasketItem } from '../../../web/basket/item.ts'
import { merged, moved, readTags } from '../../../web/basket/list.ts'
import type { BasketStorage } from '../../../web/basket/storage.ts'
import { createBasket } from '../../../web/stores/basket.ts'

const item = (id: string, more: Partial<BasketItem> = {}): BasketItem => ({
  id,
  n: 3,
  headingPath: ['二、主要做法'],
  text: `段落${id}的文字`,
  report: { id: 'r-2023', title: '云溪镇2023年报告', year: 2023, township: { name: '云溪镇' } },
  note: '',
  tags: [],
  addedAt: '2026-11-21T08:00:00.000Z',
  ...more,
})
const ids = (items: readonly BasketItem[]) => items.map((one) => one.id).join('')

describe('the list', () => {
  it.each([
    ['b', -1, 'bac'],
    ['b', 1, 'acb'],
    ['a', -1, 'abc'],
    ['c', 9, 'abc'],
    ['x', 1, 'abc'],
  ])('moves %s by %i: %s', (id, by, order) => {
    expect(ids(moved([item('a'), item('b'), item('c')], id, by))).toBe(order)
  })

  it('joins another basket without losing a note, a tag or the order', () => {
    const own = [item('a', { note: '甲', tags: ['x'] }), item('b', { note: '同' })]
    const other = [item('c'), item('b', { note: '同' }), item('a', { note: '乙', tags: ['x', 'y'] }), item('c')]
    const joined = merged(own, other)
    expect(ids(joined)).toBe('abc')
    expect(joined[0]).toMatchObject({ note: '甲\n乙', tags: ['x', 'y'] })
    expect(joined[1]?.note).toBe('同')
  })

  it('reads tags between commas of every kind, each once', () => {
    expect(readTags(' 案例，调解、案例; ,枫桥 ')).toEqual(['案例', '调解', '枫桥'])
  })
})

describe('a basket file', () => {
  it('comes back as it was saved', () => {
    const items = [item('a', { note: '一\n二', tags: ['x'], dataVersion: 'v1' })]
    expect(readBasketFile(writeBasketFile(items, 'v1'))).toEqual({ items, broken: 0 })
  })

  it('leaves out what is broken and counts it', () => {
    const text = JSON.stringify({
      kind: 'qianmo-basket',
      items: [item('a'), { id: 1 }, null, { ...item('b'), report: {} }],
    })
    expect(readBasketFile(text)).toMatchObject({ items: [{ id: 'a' }], broken: 3 })
  })

  it.each(['', 'PK', '[]', '{}', '{"kind":"qianmo-basket"}', '{"items":[]}'])('is not: %s', (text) => {
    expect(readBasketFile(text)).toBeUndefined()
  })
})

describe('the comparison with the corpus', () => {
  const full = (passages: Partial<Passage>[]) => ({
    report: {
      id: 'r-2023',
      title: '云溪镇2023年报告',
      township: { name: '云溪镇', level: '镇' },
      year: 2023,
      issuer: '云溪镇人民政府',
      source: { path: 'a.txt', sha256: '', importedAt: '2026-01-01', format: 'txt' },
      passages: 1,
      problems: [],
    } as Report,
    passages: passages as Passage[],
    indicators: [],
    dataVersion: 'v2',
  })
  const own = item('a', { text: '全年调解纠纷四十起，成功三十九起' })

  it('finds the same words and learns what the report says of itself', () => {
    const check = checkItem(own, full([{ id: 'a', n: 5, headingPath: [], text: own.text }]))
    expect(check).toMatchObject({
      state: 'same',
      fresh: { n: 5, dataVersion: 'v2', report: { issuer: '云溪镇人民政府' } },
    })
  })

  it('finds changed words by their likeness', () => {
    const now = { id: 'z', text: '全年调解纠纷四十二起，成功四十起' }
    expect(checkItem(own, full([{ id: 'y', text: '加强普法宣传' }, now]))).toMatchObject({ state: 'changed', now })
  })

  it('tells a passage that is gone from a report that is gone', () => {
    expect(checkItem(own, full([{ id: 'y', text: '加强普法宣传' }]))).toEqual({ state: 'gone', report: false })
    expect(checkItem(own, undefined)).toEqual({ state: 'gone', report: true })
  })
})

describe('the store', () => {
  const settle = () => new Promise((done) => setTimeout(done))
  const inMemory = (kept: readonly BasketItem[] = []): BasketStorage & { kept: () => readonly BasketItem[] } => ({
    kept: () => kept,
    update: async (change) => {
      kept = change(kept)
      return kept
    },
    onOthers: () => {},
  })

  it('adds to what was kept, even before it has been read', async () => {
    const storage = inMemory([item('a')])
    const basket = createBasket(storage)
    basket.add(item('b'))
    await settle()
    expect(ids(basket.items.value)).toBe('ab')
    expect(basket.status.value).toBe('kept')
    basket.change('b', { note: '批' })
    basket.move('b', -1)
    basket.remove('a')
    await settle()
    expect(storage.kept()).toMatchObject([{ id: 'b', note: '批' }])
  })

  it('goes on in the page alone where the browser refuses', async () => {
    const refusing: BasketStorage = { update: () => Promise.reject(new Error('denied')), onOthers: () => {} }
    const basket = createBasket(refusing)
    basket.add(item('a'))
    await settle()
    expect(ids(basket.items.value)).toBe('a')
    expect(basket.status.value).toBe('page-only')
  })
})
