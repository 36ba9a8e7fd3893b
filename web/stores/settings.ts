import { effect, signal } from '@preact/signals'

export const THEMES = ['system', 'light', 'dark'] as const
export const SIZES = ['s', 'm', 'l', 'xl'] as const
export const LANGUAGES = ['zh', 'en'] as const

/** What the reader of the page chose; kept in the browser, never in the address. */
export const settings = {
  theme: signal<(typeof THEMES)[number]>('system'),
  size: signal<(typeof SIZES)[number]>('m'),
  language: signal<(typeof LANGUAGES)[number]>('zh'),
  /** single-key commands (j k c / ?), which can be switched off */
  keys: signal(true),
  markPractices: signal(true),
  markNumbers: signal(false),
  /** the samples banner was closed */
  bannerClosed: signal(false),
}

const KEY = 'qianmo:settings'
type Keep = Pick<Storage, 'getItem' | 'setItem'>

/** Reads what was kept and writes every later change; a storage that refuses is ignored. Returns a function that stops. */
export const keepSettings = (storage: Keep): (() => void) => {
  const saved = read(storage)
  const known = <const T extends readonly string[]>(list: T, value: unknown): T[number] | undefined =>
    list.find((item) => item === value)
  settings.theme.value = known(THEMES, saved.theme) ?? settings.theme.value
  settings.size.value = known(SIZES, saved.size) ?? settings.size.value
  settings.language.value = known(LANGUAGES, saved.language) ?? settings.language.value
  for (const name of ['keys', 'markPractices', 'markNumbers', 'bannerClosed'] as const) {
    const value = saved[name]
    if (typeof value === 'boolean') settings[name].value = value
  }
  return effect(() => {
    const now = Object.fromEntries(Object.entries(settings).map(([name, s]) => [name, s.value]))
    try {
      storage.setItem(KEY, JSON.stringify(now))
    } catch {
      // A full or forbidden storage must not stop the page.
    }
  })
}

const read = (storage: Keep): Record<string, unknown> => {
  try {
    const value: unknown = JSON.parse(storage.getItem(KEY) ?? '{}')
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}
