import { articleSelectors, furnitureNames, wordless } from './html-selectors.ts'

/** Han characters below which nothing is taken for the article of a page. */
const least = 60

/** Beyond this Readability takes minutes. Pages have a thousand elements, twenty deep. */
const most = { elements: 20_000, depth: 150 }

/**
 * The element that holds the article: the place the known content systems use, if most of the page's prose is there;
 * else what Readability finds; else the whole page. `parse` makes the page anew, as Readability takes it apart.
 */
export async function mainContent(document: Document, parse: () => Document): Promise<Element | undefined> {
  const body = document.body
  if (!body) return undefined
  dropFurniture(body)
  const all = prose(body)
  const found = bySelector(body, all)
  if (found && prose(found) >= all * 0.4) return found
  const readable = await byReadability(parse)
  const [placed, read] = [prose(found), prose(readable)]
  if (readable && read >= all * 0.3 && read > placed * 1.3) return readable
  return found && placed >= all * 0.25 ? found : body
}

function bySelector(body: Element, all: number): Element | undefined {
  let best: Element | undefined
  for (const selector of articleSelectors) {
    for (const element of body.querySelectorAll(selector)) {
      const held = prose(element)
      if (held < least) continue
      if (held >= all * 0.4) return widest(element, held)
      if (held > prose(best)) best = element
    }
  }
  return best
}

/** An article cut into several editors side by side lies in their parent, where the parent holds little else. */
function widest(element: Element, held: number): Element {
  const parent = element.parentElement
  if (!parent || parent.tagName === 'BODY') return element
  const siblings = [...parent.children].filter((child) => child !== element && child.className === element.className)
  return element.className && siblings.some((child) => prose(child) > held * 0.1) ? parent : element
}

async function byReadability(parse: () => Document): Promise<Element | undefined> {
  const document = parse()
  if (document.querySelectorAll('*').length > most.elements || isDeep(document.body)) return undefined
  const { Readability } = await import('@mozilla/readability')
  for (const element of document.querySelectorAll(wordless)) if (element.tagName !== 'HEAD') element.remove()
  const article = new Readability(document, { charThreshold: 200 }).parse()
  if (!article?.content) return undefined
  const holder = parse().createElement('div')
  holder.innerHTML = article.content
  return holder
}

/** One level at a time, so that depth costs nothing but itself. */
function isDeep(root: Element): boolean {
  let level = [root]
  for (let depth = 0; depth <= most.depth; depth++) {
    level = level.flatMap((element) => [...element.children])
    if (level.length === 0) return false
  }
  return true
}

/** Takes away scripts, forms and navigation, and short pieces whose name says that they stand around an article. */
function dropFurniture(root: Element): void {
  for (const element of [...root.querySelectorAll(wordless)]) element.remove()
  for (const element of [...root.querySelectorAll('[class],[id],[style],[hidden],footer')]) {
    if (element.hasAttribute('hidden') || /display\s{0,5}:\s{0,5}none/i.test(element.getAttribute('style') ?? ''))
      element.remove()
    else if (isFurniture(element) && (element.textContent ?? '').trim().length < 300) element.remove()
  }
}

const isFurniture = (element: Element): boolean =>
  element.tagName === 'FOOTER' ||
  furnitureNames.test(element.getAttribute('class') ?? '') ||
  furnitureNames.test(element.id ?? '')

/** Han characters outside of links. */
function prose(element: Element | undefined): number {
  if (!element) return 0
  let count = countHan(element.textContent ?? '')
  for (const link of element.querySelectorAll('a')) count -= countHan(link.textContent ?? '')
  return count
}

const countHan = (text: string): number => text.match(/[\u4e00-\u9fff]/g)?.length ?? 0
