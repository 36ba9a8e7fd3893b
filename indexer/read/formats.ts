import { doc } from './doc.ts'
import { docx } from './docx.ts'
import { type FormatReader, type Kind, ReadFailure } from './format.ts'
import { html } from './html.ts'
import { pdf } from './pdf.ts'
import { markdown, plainText } from './text.ts'

/** Every format that can be read. Where two are of one kind, the first is taken for an extension neither names. */
export const formats: readonly FormatReader[] = [plainText, markdown, html, docx, doc, pdf]

/** The reader for bytes of this kind under this extension. */
export function formatOf(kind: Kind, extension: string, readers: readonly FormatReader[] = formats): FormatReader {
  const fit = readers.filter((reader) => reader.kind === kind)
  const reader = fit.find((one) => one.extensions?.includes(extension)) ?? fit[0]
  if (!reader) throw new ReadFailure('unsupported-format', `不支持的文件格式（${extension || kind}）`)
  return reader
}
