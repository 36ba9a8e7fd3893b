import { formatNumber } from './number-formats.ts'
import { walkXml } from './xml.ts'

export type Level = { start: number; format: string; text: string; style?: string; legal: boolean }
type Abstract = { levels: Map<number, Level>; styleLink?: string; numStyleLink?: string }
type Instance = { abstract: string; starts: Map<number, number>; levels: Map<number, Level> }

/** What `numbering.xml` defines (ECMA-376 §17.9), by id. */
export type Numbering = { abstracts: Map<string, Abstract>; instances: Map<string, Instance> }

/** What a paragraph or a style says of its number; `id` 0 takes away an inherited one. */
export type NumberRef = { id?: string; level?: number }

/** Styles by id: what they are called, stand on and number. */
export type Styles = Map<string, { name: string; basedOn?: string; number: NumberRef }>

export function parseNumbering(xml: string): Numbering {
  const numbering: Numbering = { abstracts: new Map(), instances: new Map() }
  let abstract: Abstract | undefined
  let instance: Instance | undefined
  let levels: Map<number, Level> | undefined
  let level: Level | undefined
  let override = 0
  walkXml(xml, {
    open(full, attribute) {
      const name = local(full)
      const value = attribute('w:val') ?? attribute('val') ?? ''
      if (name === 'abstractNum') {
        abstract = { levels: new Map() }
        levels = abstract.levels
        numbering.abstracts.set(attribute('w:abstractNumId') ?? '', abstract)
      } else if (name === 'num') {
        instance = { abstract: '', starts: new Map(), levels: new Map() }
        levels = instance.levels
        numbering.instances.set(attribute('w:numId') ?? '', instance)
      } else if (name === 'abstractNumId' && instance) instance.abstract = value
      else if (name === 'lvlOverride') override = Number(attribute('w:ilvl'))
      else if (name === 'startOverride' && instance) instance.starts.set(override, Number(value))
      else if (name === 'styleLink' && abstract) abstract.styleLink = value
      else if (name === 'numStyleLink' && abstract) abstract.numStyleLink = value
      else if (name === 'lvl') {
        level = { start: 0, format: 'decimal', text: '', legal: false }
        levels?.set(Number(attribute('w:ilvl')), level)
      } else if (!level) return
      else if (name === 'start') level.start = Number(value)
      else if (name === 'numFmt') level.format = value
      else if (name === 'lvlText') level.text = value.slice(0, 100)
      else if (name === 'pStyle') level.style = value
      else if (name === 'isLgl') level.legal = value !== '0' && value !== 'false'
    },
    close(full) {
      const name = local(full)
      if (name === 'lvl') level = undefined
      else if (name === 'abstractNum') abstract = undefined
      else if (name === 'num') instance = undefined
    },
  })
  return numbering
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1)

/**
 * Counts through a document: asked for each paragraph in order, it gives the number that Word shows in front of it
 * (“一、”, “（二）”, “1.2”), or nothing.
 */
export function createNumberer(
  { abstracts, instances }: Numbering,
  styles: Styles,
): (ref: NumberRef, style: string | undefined) => string {
  const counters = new Map<Abstract, (number | undefined)[]>()
  const begun = new Set<string>()

  /** The definition behind an instance, through at most one style of numbering. */
  function abstractOf(instance: Instance): Abstract | undefined {
    const found = abstracts.get(instance.abstract)
    if (!found?.numStyleLink || found.levels.size > 0) return found
    return [...abstracts.values()].find((one) => one.styleLink === found.numStyleLink) ?? found
  }

  return (own, style) => {
    const { id, level: asked } = resolveNumber(own, style, styles)
    const instance = id === undefined || id === '0' ? undefined : instances.get(id)
    const abstract = instance && abstractOf(instance)
    if (!instance || !abstract || id === undefined) return ''
    const byStyle = [...abstract.levels].find(([, one]) => style !== undefined && one.style === style)?.[0]
    const level = Math.min(8, Math.max(0, own.level ?? byStyle ?? asked ?? 0))
    const levelAt = (n: number): Level | undefined => instance.levels.get(n) ?? abstract.levels.get(n)
    const at = levelAt(level)
    if (!at) return ''
    const counts = counters.get(abstract) ?? []
    counters.set(abstract, counts)
    const key = `${id}:${level}`
    const override = begun.has(key) ? undefined : instance.starts.get(level)
    begun.add(key)
    counts[level] = override ?? (counts[level] === undefined ? at.start : (counts[level] ?? 0) + 1)
    counts.length = level + 1
    const label = at.text.replace(/%([1-9])/g, (_, digit: string) => {
      const n = Number(digit) - 1
      const one = levelAt(n)
      counts[n] ??= one?.start ?? 1
      return formatNumber(counts[n] ?? 1, at.legal ? 'decimal' : (one?.format ?? 'decimal')) ?? ''
    })
    return formatNumber(1, at.format) === undefined ? fixedText(at) : withBlank(label)
  }
}

/** The paragraph's own number, else the nearest one along its styles. */
function resolveNumber(own: NumberRef, style: string | undefined, styles: Styles): NumberRef {
  let id = own.id
  let level = own.level
  let at = style
  for (let step = 0; step < 20 && at !== undefined && id === undefined; step++) {
    const one = styles.get(at)
    id ??= one?.number.id
    level ??= one?.number.level
    at = one?.basedOn
  }
  return { id, level }
}

/** Bullets are no text; a format of `none` may still carry words of its own (附件：). */
const fixedText = ({ format, text }: Level): string => (format === 'none' ? withBlank(text.replace(/%\d/g, '')) : '')

/** “一、” runs on, “1” and “第一条” need a blank. */
const withBlank = (label: string): string =>
  label === '' || /[、）)．.:：】〕]\s*$/.test(label) ? label.trim() : `${label.trim()} `
