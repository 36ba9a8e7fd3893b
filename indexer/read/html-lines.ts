import { rowLines } from './rows.ts'

const blocks = new Set(
  'ADDRESS ARTICLE ASIDE BLOCKQUOTE BODY CAPTION CENTER DD DETAILS DIV DL DT FIELDSET FIGCAPTION FIGURE FOOTER FORM H1 H2 H3 H4 H5 H6 HEADER HR HTML LI MAIN MENU NAV OL P PRE SECTION SUMMARY TABLE TBODY TD TFOOT TH THEAD TR UL UCAPCONTENT'.split(
    ' ',
  ),
)

/** The lines a reader sees: a block is one or more, a `<br>` begins a new one, a table's row is one. */
export function elementLines(element: Element): string[] {
  const lines: string[] = []
  let line = ''
  const end = (): void => {
    const text = tidy(line)
    if (text !== '') lines.push(text)
    line = ''
  }
  const walk = (node: Node): void => {
    for (const child of node.childNodes) {
      if (child.nodeType === 3) line += flow(child.textContent ?? '')
      else if (child.nodeType === 1) visit(child as Element)
    }
  }
  const visit = (child: Element): void => {
    const name = child.tagName.toUpperCase()
    if (name === 'BR') end()
    else if (name === 'TABLE') {
      end()
      for (const row of tableRows(child)) lines.push(...row.map(tidy).filter(Boolean))
    } else if (name === 'PRE') {
      end()
      lines.push(...(child.textContent ?? '').split('\n').map(tidy).filter(Boolean))
    } else if (blocks.has(name)) {
      end()
      walk(child)
      end()
    } else walk(child)
  }
  walk(element)
  end()
  return lines
}

/** The lines of each row; rows of tables inside a cell belong to the cell. */
function tableRows(table: Element): string[][] {
  const rows: string[][] = []
  for (const child of table.children) {
    const name = child.tagName.toUpperCase()
    if (name === 'TR') rows.push(rowLines([...child.children].map(elementLines)))
    else if (/^(?:TBODY|THEAD|TFOOT)$/.test(name)) rows.push(...tableRows(child))
    else rows.push(elementLines(child))
  }
  return rows
}

/** A line end of the source is a blank, but none between two Han characters. */
function flow(text: string): string {
  return text.replace(/[ \t\n\r\f]*[\n\r][ \t\n\r\f]*/g, (_, at: number, whole: string) => {
    const before = whole[at - 1] ?? ''
    const next = /[^ \t\n\r\f]/.exec(whole.slice(at, at + 200))?.[0] ?? ''
    return wide(before) && wide(next) ? '' : ' '
  })
}

const wide = (char: string): boolean => /[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]/.test(char)

const tidy = (text: string): string =>
  text
    .replace(/[\u200b-\u200d\u2060\ufeff\u00ad]/g, '')
    .replaceAll('\u00a0', ' ')
    .replace(/[ \t]{2,}/g, ' ')
    .trim()

/** Without blanks, to compare. */
export const squeeze = (text: string): string => text.replace(/[\s\u200b\u3000]/g, '')
