import { MeilisearchApiError, MeilisearchRequestError, MeilisearchRequestTimeOutError } from 'meilisearch'
import { describe, expect, it } from 'vitest'
import { faultText, shownUrl } from '../../../../server/engine/meilisearch/faults.ts'

const api = (code: string, status = 400, said = code) =>
  new MeilisearchApiError(new Response(null, { status }), { message: `key=abc ${said}`, code, type: 't', link: 'l' })
const refused = new MeilisearchRequestError(
  'http://a',
  new TypeError('fetch failed', { cause: Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }) }),
)

describe('faults in words', () => {
  it.each([
    [api('invalid_api_key', 403), /密钥.*setup/],
    [api('index_not_found', 404), /空文件夹.*load/],
    [api('invalid_search_facets'), /设置被改动过.*改回/],
    [api('no_space_left_on_device'), /磁盘满.*接着做完/],
    [api('internal', 500, 'I/O error: No space left on device (os error 28)'), /磁盘满.*接着做完/],
    [api('payload_too_large', 413), /http-payload-size-limit/],
    [api('something_new', 500), /something_new/],
    [refused, /拒绝连接.*MEILI_URL/],
    [new MeilisearchRequestError('http://a', new MeilisearchRequestTimeOutError(5, {})), /规定时间/],
    ['not even an error', /没有应答/],
  ])('says what happened and what to do', (error, wanted) => {
    const text = faultText(error, 'http://user:pass@a:7700')
    expect(text).toMatch(wanted)
    expect(text).toContain('http://a:7700')
    expect(text).not.toMatch(/user|pass|key=abc/)
  })
  it('shows an address without name and password', () => {
    expect(shownUrl('https://user:pass@host:1/meili')).toBe('https://host:1/meili')
    expect(shownUrl('nonsense')).not.toContain('nonsense')
  })
})
