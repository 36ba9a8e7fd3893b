import type { Correction, Kept, PlaceChoice, Waiting } from '../server/import/schema.ts'
import { ApiError, request } from './api.ts'

export type { Correction, Kept, PlaceChoice, Waiting }

type Versioned<T> = T & { dataVersion: string }
export type ImportState = Versioned<{ limits: { bytes: number; files: number }; waiting: Waiting[]; kept: Kept[] }>

/** What the import page asks of the server. The token goes into a header, so that no other site can send it. */
export const importApi = (token: string) => {
  const ask = <T>(method: string, path: string, body?: object | Blob, signal?: AbortSignal): Promise<Versioned<T>> => {
    const sent = body instanceof Blob ? body : body && JSON.stringify(body)
    const type = body instanceof Blob ? 'application/octet-stream' : 'application/json'
    const headers = { authorization: `Bearer ${token}`, ...(body && { 'content-type': type }) }
    // a header holds no other characters: such a token is nobody's
    if (!/^[\x20-\x7e]+$/.test(token)) return Promise.reject(new ApiError(401, 'unauthorized', ''))
    return request<Versioned<T>>(`/api/import${path}`, { method, headers, body: sent, signal })
  }
  const name = encodeURIComponent
  return {
    state: () => ask<Omit<ImportState, 'dataVersion'>>('GET', ''),
    take: (file: string, content: Blob) => ask<{ file: Waiting }>('POST', `/files?name=${name(file)}`, content),
    correct: (id: string, correction: Correction) => ask<{ file: Waiting }>('PUT', `/files/${id}`, correction),
    drop: (id: string) => ask<object>('DELETE', `/files/${id}`),
    store: (ids: readonly string[]) => ask<{ files: Kept[] }>('POST', '/store', { ids }),
    amend: (file: string, correction: Correction) => ask<{ file: Kept }>('PUT', `/kept/${name(file)}`, correction),
    remove: (file: string) => ask<object>('DELETE', `/kept/${name(file)}`),
    places: (township: string, signal?: AbortSignal) =>
      ask<{ places: PlaceChoice[] }>('GET', `/places?name=${name(township)}`, undefined, signal),
  }
}

export type ImportApi = ReturnType<typeof importApi>
