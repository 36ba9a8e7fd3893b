import { csvText } from '../table-file.ts'
import { bibtex, cslJson, ris } from './bibliography.ts'
import type { ExportContext } from './cite.ts'
import { writeBasketFile } from './file.ts'
import { gbt7714 } from './gbt7714.ts'
import type { BasketItem } from './item.ts'
import { markdown } from './markdown.ts'
import { sheet } from './sheet.ts'

export type BasketFormat = 'docx' | 'md' | 'csv' | 'gbt' | 'bib' | 'ris' | 'csl' | 'basket'

/** A basket in one of the formats, ready to be saved. The Word writer is loaded only when it is asked for. */
export const exportBasket = async (
  format: BasketFormat,
  items: readonly BasketItem[],
  context: ExportContext,
): Promise<{ name: string; content: string | Blob; type: string }> => {
  const name = (ending: string): string => `qianmo-basket-${context.today}.${ending}`
  switch (format) {
    case 'docx': {
      const { word } = await import('./word.ts')
      const type = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
      return { name: name('docx'), content: await word(items, context), type }
    }
    case 'md':
      return { name: name('md'), content: markdown(items, context), type: 'text/markdown' }
    case 'csv':
      return { name: name('csv'), content: csvText(sheet(items, context)), type: 'text/csv' }
    case 'gbt':
      return { name: name('txt'), content: gbt7714(items, context), type: 'text/plain' }
    case 'bib':
      return { name: name('bib'), content: bibtex(items, context), type: 'application/x-bibtex' }
    case 'ris':
      return { name: name('ris'), content: ris(items, context), type: 'application/x-research-info-systems' }
    case 'csl':
      return { name: name('csl.json'), content: cslJson(items, context), type: 'application/json' }
    case 'basket':
      return {
        name: name('basket.json'),
        content: writeBasketFile(items, context.dataVersion),
        type: 'application/json',
      }
  }
}
