import { computed, signal } from '@preact/signals'
import { ApiError } from '../api.ts'
import { type Correction, type ImportApi, importApi, type Kept, type Waiting } from '../import-api.ts'
import { dataVersion } from './version.ts'

/** One file on its way: what was sent, what was understood, what became of it. */
export type Row = {
  key: string
  name: string
  content?: Blob
  state: 'queued' | 'sending' | 'waiting' | 'failed' | 'storing' | 'stored'
  file?: Waiting
  kept?: Kept
  /** why it was not sent or not stored */
  error?: ApiError
}

/** Files stored with one request: each request is one run of the indexer. */
const AT_ONCE = 20

/** The import desk: a queue of files with their outcomes, and what was stored before. No DOM. */
export const createImportDesk = (connect: (token: string) => ImportApi) => {
  const door = signal<'shut' | 'opening' | 'wrong' | 'open'>('shut')
  const trouble = signal<ApiError | undefined>(undefined)
  const rows = signal<readonly Row[]>([])
  const kept = signal<readonly Kept[]>([])
  const limits = signal({ bytes: 20 * 2 ** 20, files: 200 })
  let api: ImportApi | undefined
  let running = false
  let count = 0

  const change = (key: string, next: Partial<Row>): void => {
    rows.value = rows.value.map((row) => (row.key === key ? { ...row, ...next } : row))
  }
  const connected = (): ImportApi => {
    if (!api) throw new ApiError(401, 'unauthorized', '')
    return api
  }
  /** Remembers the version of an answer, and shuts the door when the token is no longer right. */
  const heard = async <T extends { dataVersion: string }>(answer: Promise<T>): Promise<T> => {
    try {
      const value = await answer
      dataVersion.value = value.dataVersion
      return value
    } catch (cause) {
      const error = cause instanceof ApiError ? cause : new ApiError(0, 'page', String(cause))
      if (error.status === 401) door.value = 'wrong'
      throw error
    }
  }

  const sendNext = async (): Promise<void> => {
    if (running) return
    running = true
    for (let row = nextQueued(); row; row = nextQueued()) {
      const { key, name, content } = row
      change(key, { state: 'sending' })
      try {
        const { file } = await heard(connected().take(name, content ?? new Blob()))
        // what was read is with the server: the page need not hold it
        change(key, { state: 'waiting', file, content: undefined })
      } catch (error) {
        change(key, { state: 'failed', error: error as ApiError })
      }
    }
    running = false
  }
  const nextQueued = (): Row | undefined => rows.value.find((row) => row.state === 'queued')

  return {
    door,
    trouble,
    rows,
    kept,
    limits,
    busy: computed(() => rows.value.some(({ state }) => state === 'queued' || state === 'sending')),

    async open(token: string): Promise<void> {
      door.value = 'opening'
      trouble.value = undefined
      api = connect(token)
      try {
        const state = await heard(api.state())
        limits.value = state.limits
        kept.value = state.kept
        const known = new Set(rows.value.map((row) => row.file?.id))
        const others = state.waiting.filter(({ id }) => !known.has(id))
        rows.value = [
          ...rows.value,
          ...others.map((file): Row => ({ key: file.id, name: file.name, state: 'waiting', file })),
        ]
        door.value = 'open'
      } catch (error) {
        if (door.peek() === 'wrong') return
        door.value = 'shut'
        trouble.value = error as ApiError
      }
    },
    leave(): void {
      api = undefined
      rows.value = []
      kept.value = []
      door.value = 'shut'
    },

    add(files: readonly { name: string; content: Blob }[]): void {
      rows.value = [
        ...rows.value,
        ...files.map(({ name, content }): Row => ({ key: `n${++count}`, name, content, state: 'queued' })),
      ]
      sendNext()
    },
    retry(key: string): void {
      change(key, { state: 'queued', error: undefined })
      sendNext()
    },
    /** @throws ApiError */
    async correct(key: string, correction: Correction): Promise<void> {
      const id = rows.value.find((row) => row.key === key)?.file?.id
      if (id !== undefined) change(key, { file: (await heard(connected().correct(id, correction))).file })
    },
    async drop(key: string): Promise<void> {
      const row = rows.value.find((one) => one.key === key)
      rows.value = rows.value.filter((one) => one.key !== key)
      if (row?.file && row.file.state !== 'refused') await heard(connected().drop(row.file.id)).catch(() => {})
    },
    clear(): void {
      rows.value = rows.value.filter(({ state, file }) => state !== 'stored' && file?.state !== 'refused')
    },
    /** @returns how many were stored */
    async store(keys: readonly string[]): Promise<number> {
      let stored = 0
      for (const key of keys) change(key, { state: 'storing', error: undefined })
      for (let i = 0; i < keys.length; i += AT_ONCE) {
        const some = keys.slice(i, i + AT_ONCE)
        const ids = some.map((key) => rows.value.find((row) => row.key === key)?.file?.id ?? '')
        try {
          const { files } = await heard(connected().store(ids))
          for (const [n, key] of some.entries()) change(key, { state: 'stored', kept: files[n] })
          const names = new Set(files.map(({ file }) => file))
          kept.value = [...kept.value.filter(({ file }) => !names.has(file)), ...files]
          stored += files.length
        } catch (error) {
          for (const key of some) change(key, { state: 'waiting', error: error as ApiError })
        }
      }
      return stored
    },

    /** @throws ApiError */
    async amend(file: string, correction: Correction): Promise<void> {
      const next = (await heard(connected().amend(file, correction))).file
      kept.value = kept.value.map((one) => (one.file === file ? next : one))
    },
    /** @throws ApiError */
    async remove(file: string): Promise<void> {
      await heard(connected().remove(file))
      kept.value = kept.value.filter((one) => one.file !== file)
    },
    places: async (name: string, signal: AbortSignal) => (await connected().places(name, signal)).places,
  }
}

export type ImportDesk = ReturnType<typeof createImportDesk>

export const desk = createImportDesk(importApi)

/** How a row stands, in one word; `doubtful` is ready with something to look at. */
export const standOf = ({ state, file, kept }: Row): string => {
  if (state === 'stored') return kept?.status ?? 'ok'
  if (state !== 'waiting') return state
  return file?.state === 'ready' && doubtsOf(file).length > 0 ? 'doubtful' : (file?.state ?? 'refused')
}

/** What somebody should look at; furniture that was left out is not. */
export const doubtsOf = ({ problems }: Pick<Waiting, 'problems'>): Waiting['problems'] =>
  problems.filter(({ code }) => code !== 'furniture')

/** Whether a row can be stored as it is. */
export const isReady = ({ state, file }: Row): boolean => state === 'waiting' && file?.state === 'ready'
