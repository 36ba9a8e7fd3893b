import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { squeeze } from './html-lines.ts'
import { titleSelectors } from './html-selectors.ts'

const Labels = z.object({ labels: z.array(z.object({ key: z.string(), names: z.array(z.string()) })) })

/** Names of `<meta>` elements (the standard of government sites, GB/T 对应栏目) and the label they answer to. */
const tagNames: Record<string, string> = {
  articletitle: '名称',
  pubdate: '发布日期',
  contentsource: '发布机构',
  sitename: '网站名称',
}

/** What the page's `<meta>` elements say, under the labels of the metadata table. */
export function metaTags(document: Document): Record<string, string> {
  const values: Record<string, string> = {}
  for (const element of document.querySelectorAll('meta[name]')) {
    const key = tagNames[element.getAttribute('name')?.toLowerCase() ?? '']
    const value = tidy(element.getAttribute('content') ?? '')
    if (key && value && value.length <= 200) values[key] ??= value
  }
  return values
}

let known: Map<string, string> | undefined
/** Each way to write a label, without blanks, with its canonical name: the lexicon's own list. */
function labels(): Map<string, string> {
  if (known) return known
  const path = join(import.meta.dirname, '..', '..', 'data', 'lexicon', 'furniture.yaml')
  const list = Labels.parse(parse(readFileSync(path, 'utf8'))).labels
  known = new Map(list.flatMap(({ key, names }) => names.map((name): [string, string] => [name, key])))
  return known
}

/** Before a label that follows another's value in one text: 发布日期：2024-01-08 来源：本站. */
const nextLabel = /\s(?=[【[]?[\u4e00-\u9fff]{2,8}[】\]]?[:：])/

/**
 * What the page's own table states: a label with its value behind the colon, or in the next cell, item or element,
 * however the page lays it out.
 */
export function labelledValues(document: Document): Record<string, string> {
  const values: Record<string, string> = {}
  let open: string | undefined
  for (const piece of pieces(document).flatMap((text) => text.split(nextLabel))) {
    const parts = /^([^:：]{2,16})[:：]?([\s\S]*)$/.exec(piece)
    const key = labels().get(squeeze(parts?.[1] ?? '').replace(/^[【[]|[】\]]$/g, ''))
    const value = tidy(parts?.[2] ?? '')
    if (key && (value !== '' || !/[:：]./.test(piece))) {
      if (value !== '') values[key] ??= value
      open = value === '' ? key : undefined
    } else if (open) {
      const own = piece.replace(/^[:：\s]{1,5}/, '')
      if (own === '') continue
      values[open] ??= own
      open = undefined
    }
  }
  return values
}

/** Short texts of the page in order, each by itself. A label may be cut by elements that only space it out. */
function pieces(document: Document): string[] {
  const out: string[] = []
  const walk = (node: Element): void => {
    const text = node.textContent ?? ''
    if (text.length < 120 && (node.children.length === 0 || isOne(node))) {
      const piece = tidy(text)
      if (piece !== '') out.push(piece)
      return
    }
    for (const child of node.childNodes) {
      if (child.nodeType === 1) walk(child as Element)
      else if (child.nodeType === 3 && (child.textContent ?? '').length < 120) {
        const piece = tidy(child.textContent ?? '')
        if (piece !== '') out.push(piece)
      }
    }
  }
  if (document.body) walk(document.body)
  return out
}

/** One label with its value in inline elements: `<li><b>索引号：</b><span>…</span></li>`. */
function isOne(node: Element): boolean {
  const text = squeeze(node.textContent ?? '')
  const colons = text.match(/[:：]/g)?.length ?? 0
  return colons === 1 && /^.{2,8}[:：]./.test(text) && !node.querySelector('td,th,li,dd,dt,p,div,tr')
}

/** The title: what the head states, a heading, the place sites use for it, the window's title without the site's name. */
export function pageTitle(document: Document, tags: Record<string, string>): string | undefined {
  const headings = [...document.querySelectorAll('h1')].map((one) => tidy(one.textContent ?? ''))
  const placed = titleSelectors.flatMap((selector) =>
    [...document.querySelectorAll(selector)].slice(0, 3).map((one) => tidy(one.textContent ?? '')),
  )
  const window = tidy(document.querySelector('title')?.textContent ?? '').split(/\s*[|｜_—–-]{1,2}\s*/)[0]
  const all = [tags.名称, ...headings, ...placed, window].filter((text) => text !== undefined)
  const fit = all.filter((text) => text.length >= 6 && text.length <= 100 && /[\u4e00-\u9fff]{4}/.test(text))
  return fit.find((text) => /法治|依法行政/.test(text)) ?? fit[0]
}

/** The page's address, where it states it. */
export function addressOf(document: Document): string | undefined {
  const places: [string, string][] = [
    ['link[rel="canonical"]', 'href'],
    ['meta[property="og:url"]', 'content'],
    ['meta[name="Url" i]', 'content'],
  ]
  const found = places.map(([selector, name]) => document.querySelector(selector)?.getAttribute(name)?.trim())
  return found.find((value) => value !== undefined && value.length < 2000 && /^https?:\/\/[^\s]+$/.test(value))
}

const tidy = (text: string): string =>
  text
    .slice(0, 2000)
    .replace(/[\s\u00a0\u200b\u3000]+/g, ' ')
    .trim()
