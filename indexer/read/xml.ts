import { ReadFailure, tooComplex } from './format.ts'

export type XmlHandler = {
  /** names as written, with their prefix; attributes are decoded when asked for */
  open: (name: string, attribute: (name: string) => string | undefined) => void
  close: (name: string) => void
  text?: (text: string) => void
}

const maxDepth = 1000

/**
 * Walks through XML once, front to back, without building a tree. Nothing is ever fetched and no entity but the five of
 * XML and character references is known, so neither outside entities nor their multiplication can do anything.
 * @throws ReadFailure `unsafe-content` for a DTD, `too-complex` for nesting beyond 1,000, `unreadable` when cut off
 */
export function walkXml(xml: string, { open, close, text }: XmlHandler): void {
  let at = 0
  let depth = 0
  while (at < xml.length) {
    const tag = xml.indexOf('<', at)
    if (text && tag !== at) text(decodeEntities(xml.slice(at, tag < 0 ? xml.length : tag)))
    if (tag < 0) break
    if (xml.startsWith('<!--', tag)) at = after(xml, '-->', tag + 4)
    else if (xml.startsWith('<![CDATA[', tag)) {
      at = after(xml, ']]>', tag + 9)
      text?.(xml.slice(tag + 9, at - 3))
    } else if (xml[tag + 1] === '?') at = after(xml, '?>', tag + 2)
    else if (xml[tag + 1] === '!') {
      throw new ReadFailure(
        'unsafe-content',
        '文件里有外部实体声明（DTD），正常的 Word 文件没有：请用 Word 打开后另存一份',
      )
    } else {
      at = endOfTag(xml, tag + 1)
      const inner = xml.slice(tag + 1, at - 1)
      if (inner[0] === '/') {
        depth--
        close(inner.slice(1).trim())
        continue
      }
      const single = inner.endsWith('/')
      const name = /^[^\s/]{0,200}/.exec(inner)?.[0] ?? ''
      open(name, (key) => attributeOf(inner, key))
      if (single) close(name)
      else if (++depth > maxDepth) throw tooComplex('文件结构嵌套过深')
    }
  }
}

/** An angle bracket inside an attribute's quotes ends no tag. */
function endOfTag(xml: string, from: number): number {
  let at = from
  while (at < xml.length) {
    const char = xml[at]
    if (char === '>') return at + 1
    if (char === '"' || char === "'") at = after(xml, char, at + 1)
    else at++
  }
  throw cut()
}

function after(xml: string, what: string, from: number): number {
  const at = xml.indexOf(what, from)
  if (at < 0) throw cut()
  return at + what.length
}

function attributeOf(tag: string, key: string): string | undefined {
  let from = 0
  while (true) {
    const at = tag.indexOf(key, from)
    if (at < 0) return undefined
    from = at + key.length
    const rest = /^\s{0,9}=\s{0,9}(["'])/.exec(tag.slice(from, from + 20))
    if (!rest || !/\s/.test(tag[at - 1] ?? '')) continue
    const start = from + rest[0].length
    const end = tag.indexOf(rest[1] ?? '"', start)
    return decodeEntities(tag.slice(start, end < 0 ? undefined : end))
  }
}

const named: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

function decodeEntities(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|(lt|gt|amp|quot|apos));/g, (whole, decimal, hex, name) => {
    if (name) return named[name] ?? whole
    const code = decimal ? Number(decimal) : Number.parseInt(hex, 16)
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ''
  })
}

const cut = (): ReadFailure => new ReadFailure('unreadable', '文件不完整或已损坏（XML 中途断开）：请重新下载')
