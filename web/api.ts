import type { ErrorBody } from '../server/schema.ts'
import type {
  CoverageResponse,
  Groups,
  Kwic,
  LedgerResponse,
  LedgerSummaryResponse,
  Meta,
  NamedResponse,
  PlacesResponse,
  PracticeResponse,
  PracticesResponse,
  ReportResponse,
  ReportsResponse,
  SearchResponse,
  SimilarResponse,
  SuggestResponse,
  TownshipResponse,
  Verification,
} from './api-types.ts'

/** Why a request failed: no answer at all, or the server's own error body. */
export class ApiError extends Error {
  readonly status: number
  readonly code: string

  constructor(status: number, code: string, message: string) {
    super(message)
    this.status = status
    this.code = code
  }
}

/** The typed client. Each call takes the query string without `?`; it throws an `ApiError` or, when aborted, an `AbortError`. */
export const api = {
  meta: (_query: string, signal?: AbortSignal) => get<Meta>('/api/meta', signal),
  search: (query: string, signal?: AbortSignal) => get<SearchResponse>(`/api/search?${query}`, signal),
  suggest: (query: string, signal?: AbortSignal) => get<SuggestResponse>(`/api/suggest?${query}`, signal),
  kwic: (query: string, signal?: AbortSignal) => get<Kwic>(`/api/kwic?${query}`, signal),
  verify: (query: string, signal?: AbortSignal) => get<Verification>(`/api/verify?${query}`, signal),
  groups: (query: string, signal?: AbortSignal) => get<Groups>(`/api/groups?${query}`, signal),
  report: (id: string, signal?: AbortSignal) => get<ReportResponse>(`/api/reports/${encodeURIComponent(id)}`, signal),
  /** Where the file of a report stands, or what became of it; never from a cache, as the file may change by itself. */
  original: async (id: string, signal?: AbortSignal): Promise<'same' | 'changed' | 'gone' | undefined> => {
    const { status } = await fetch(originalAddress(id), { method: 'HEAD', cache: 'no-store', signal })
    return ORIGINALS[status]
  },
  reports: (query: string, signal?: AbortSignal) => get<ReportsResponse>(`/api/reports?${query}`, signal),
  practices: (query: string, signal?: AbortSignal) => get<PracticesResponse>(`/api/practices?${query}`, signal),
  /** `<id>` or `<id>?<filters>` */
  practice: (key: string, signal?: AbortSignal) => get<PracticeResponse>(`/api/practices/${key}`, signal),
  named: (query: string, signal?: AbortSignal) => get<NamedResponse>(`/api/named?${query}`, signal),
  places: (_query: string, signal?: AbortSignal) => get<PlacesResponse>('/api/places', signal),
  township: (code: string, signal?: AbortSignal) =>
    get<TownshipResponse>(`/api/places/${encodeURIComponent(code)}`, signal),
  coverage: (_query: string, signal?: AbortSignal) => get<CoverageResponse>('/api/coverage', signal),
  ledger: (query: string, signal?: AbortSignal) => get<LedgerResponse>(`/api/indicators?${query}`, signal),
  ledgerSummary: (query: string, signal?: AbortSignal) =>
    get<LedgerSummaryResponse>(`/api/indicators/summary?${query}`, signal),
  similar: (passage: string, signal?: AbortSignal) =>
    get<SimilarResponse>(`/api/passages/${encodeURIComponent(passage)}/similar`, signal),
}

/** Where the file a report was read from is given out. */
export const originalAddress = (id: string): string => `/api/reports/${encodeURIComponent(id)}/original`

const ORIGINALS: Record<number, 'same' | 'changed' | 'gone'> = { 200: 'same', 404: 'gone', 409: 'changed' }

const get = <T>(address: string, signal?: AbortSignal): Promise<T> => request<T>(address, { signal })

/** The body of an answer. @throws ApiError, or an `AbortError` */
export const request = async <T>(address: string, init: RequestInit & { headers?: Record<string, string> }) => {
  let response: Response
  try {
    response = await fetch(address, { ...init, headers: { accept: 'application/json', ...init.headers } })
  } catch (cause) {
    if (init.signal?.aborted) throw cause
    throw new ApiError(0, 'offline', '')
  }
  const body: unknown = await response.json().catch(() => undefined)
  if (!response.ok || body === undefined) {
    const error = isErrorBody(body) ? body.error : { code: `http-${response.status}`, message: '' }
    throw new ApiError(response.status, error.code, error.message)
  }
  return body as T
}

const isErrorBody = (body: unknown): body is ErrorBody =>
  typeof body === 'object' &&
  body !== null &&
  'error' in body &&
  typeof (body as { error?: { message?: unknown } }).error?.message === 'string'
