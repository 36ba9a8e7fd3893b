import { extname } from 'node:path'
import { wideEncoding } from './encoding.ts'
import { type Kind, ReadFailure } from './format.ts'
import { listEntries } from './zip.ts'

/** First bytes (latin-1) of what is no report, with its name and what to do about it. */
const others: readonly [string, string, Advice][] = [
  ['{\\rtf', 'RTF 文档', 'save'],
  ['\x89PNG', 'PNG 图片', 'ocr'],
  ['\xff\xd8\xff', 'JPEG 图片', 'ocr'],
  ['GIF8', 'GIF 图片', 'ocr'],
  ['BM', 'BMP 图片', 'ocr'],
  ['II*\0', 'TIFF 图片', 'ocr'],
  ['MM\0*', 'TIFF 图片', 'ocr'],
  ['RIFF', '图片或音视频', 'ocr'],
  ['Rar!', 'RAR 压缩包', 'unpack'],
  ['7z\xbc\xaf', '7z 压缩包', 'unpack'],
  ['\x1f\x8b', 'GZIP 压缩包', 'unpack'],
  ['\x7fELF', '程序', 'none'],
  ['MZ', '程序', 'none'],
  ['SQLite format 3', '数据库', 'none'],
]

type Advice = 'save' | 'ocr' | 'unpack' | 'none' | 'password'

const advice: Record<Advice, string> = {
  save: '请用 WPS 或 Word 打开，另存为 docx 再收录',
  ocr: '请先用 OCR 识别成文字，另存为 docx 或 txt 再收录',
  unpack: '请先解压，再收录里面的文件',
  none: '这里只收录报告正文（txt、md、html、docx、doc、pdf），可以从文件夹里移走',
  password: '请打开后去掉密码，另存一份再收录',
}

/** Text of these kinds is data or code, never a report. */
const noReports = /^\.(?:json|jsonl|csv|tsv|xml|css|js|mjs|ts|svg|sql|py|java|sh|bat|log|ini|ya?ml|toml|lock|map)$/
const textNames = /^\.(?:txt|text|md|markdown|html?|shtml|xhtml|jhtml|aspx?|jspx?|php|do|docx?|wps|pdf)$/

/**
 * Says by the bytes what a file is; its name is asked only where bytes cannot tell.
 * @throws ReadFailure `unsupported-format`, `encrypted`, `binary`, each saying what to do
 */
export function sniff(bytes: Uint8Array, path: string): Kind {
  const extension = extname(path).toLowerCase()
  const head = latin1(bytes.subarray(0, 1024))
  if (head.includes('%PDF-')) return 'pdf'
  if (head.startsWith('PK\x03\x04') || head.startsWith('PK\x05\x06')) return zipKind(bytes, extension)
  if (head.startsWith('\xd0\xcf\x11\xe0')) return oleKind(bytes)
  const other = others.find(([magic]) => head.startsWith(magic) && (magic.length > 2 || isBinary(bytes)))
  if (other) throw unsupported(other[1], other[2])
  return textKind(bytes, extension)
}

function textKind(bytes: Uint8Array, extension: string): Kind {
  const start = latin1(bytes.subarray(0, 4096))
    .replace(/\0|^\xef\xbb\xbf|^\xff\xfe|^\xfe\xff/g, '')
    .trimStart()
  if (/^<\?xml[^>]{0,200}>\s{0,20}<\?mso-application/i.test(start) || /<w:wordDocument/.test(start)) {
    throw unsupported('Word 2003 XML 文档', 'save')
  }
  if (/^(?:MIME-Version:|From: <Saved by)/i.test(start)) throw unsupported('单一文件网页（mht）', 'save')
  if (noReports.test(extension)) throw unsupported(`${extension} 文件`, 'none')
  if (isMarkup(start)) return 'html'
  // a dot inside a name (某镇2023.12总结) starts no extension
  if (/^\.[a-z][a-z0-9]{0,5}$/.test(extension) && !textNames.test(extension))
    throw unsupported(`${extension} 文件`, 'none')
  if (isBinary(bytes)) throw new ReadFailure('binary', `内容不是文本（含有二进制数据）：${advice.none}`)
  return /^\.(?:s?html?|xhtml|jhtml)$/.test(extension) && start.includes('<') ? 'html' : 'text'
}

/** Begins as markup does, after comments and the like. */
function isMarkup(start: string): boolean {
  const begun = start.replace(/^(?:\s{0,100}(?:<\?[^>]{0,300}>|<!--[^>]{0,1000}-->)){0,5}\s{0,100}/, '')
  return /^<(?:!doctype html|html|head|body|meta|title|div|table|script|style|link|section|article|p|span|h\d)[\s>]/i.test(
    begun,
  )
}

function zipKind(bytes: Uint8Array, extension: string): Kind {
  let names: string[]
  try {
    names = listEntries(bytes).map((entry) => entry.name)
  } catch {
    throw new ReadFailure('unreadable', '文件不完整或已损坏（压缩结构读不出来）：请重新下载')
  }
  const has = (pattern: RegExp): boolean => names.some((name) => pattern.test(name))
  if (has(/^word\/document\d?\.xml$/) || (has(/^word\//) && has(/^\[Content_Types\]\.xml$/))) return 'docx'
  if (has(/^OFD\.xml$/i))
    throw new ReadFailure('unsupported-format', '不支持 OFD 版式文件：请用 OFD 阅读器转成 PDF 或另存为 docx 再收录')
  if (has(/^xl\//)) throw unsupported('Excel 表格', 'none')
  if (has(/^ppt\//)) throw unsupported('PowerPoint 演示文稿', 'none')
  if (has(/^content\.xml$/)) throw unsupported('OpenDocument 文档', 'save')
  throw unsupported(
    extension === '.docx' ? '没有正文的 Word 文件' : 'ZIP 压缩包',
    extension === '.docx' ? 'save' : 'unpack',
  )
}

/** Older Office files are told apart by the names in their directory, which are UTF-16. */
function oleKind(bytes: Uint8Array): Kind {
  const holds = (name: string): boolean =>
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(Buffer.from(name, 'utf16le'))
  if (holds('EncryptedPackage')) throw new ReadFailure('encrypted', `文件加了密码：${advice.password}`)
  if (holds('WordDocument')) return 'doc'
  if (holds('Workbook') || holds('Book\0')) throw unsupported('Excel 表格', 'none')
  if (holds('PowerPoint Document')) throw unsupported('PowerPoint 演示文稿', 'none')
  throw unsupported('WPS 或旧版 Office 文档', 'save')
}

function unsupported(name: string, what: Advice): ReadFailure {
  return new ReadFailure('unsupported-format', `不支持的文件格式（${name}）：${advice[what]}`)
}

/** Zero bytes that UTF-16 text does not explain. */
function isBinary(bytes: Uint8Array): boolean {
  const marked = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
  return !marked && bytes.includes(0) && wideEncoding(bytes) === undefined
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
}
