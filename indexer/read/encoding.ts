import type { Problem } from '../../server/schema.ts'
import { ReadFailure } from './format.ts'

export type DecodedText = { text: string; encoding: string; problems: Problem[] }

/** The characters most used in official Chinese, in both scripts: a wrong decoding hits hardly any of them. */
const common = new Set(
  '的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严镇乡街村督执' +
    '會來國時個們這為對學說發產種過後動經進體還從兩實當無問現應開與關條見間長門業東車農設員計務導報鄉鎮區縣黨員總統機構執監責辦聯書記處權證訴調風險項標準達勞動數據續擴範圍衛護質檢環團隊組織歷創優齊備極積強濟濫運營範點',
)

/**
 * Decodes bytes of unknown encoding: exact UTF-8, a byte order mark, zero bytes of UTF-16, what the page declares,
 * what the letters look like, GB18030. Lines in another encoding than the rest are decoded each by its own.
 */
export async function decodeText(bytes: Uint8Array, declared?: string): Promise<DecodedText> {
  const marked = byMark(bytes)
  if (marked) return { text: clean(read(bytes, marked)), encoding: marked, problems: [] }
  const exact = strict(bytes, 'utf-8')
  if (exact !== undefined && !exact.includes('\0')) return { text: clean(exact), encoding: 'utf-8', problems: [] }
  const wide = bytes.includes(0) ? wideEncoding(bytes) : undefined
  if (wide) return { text: clean(read(bytes, wide)), encoding: wide, problems: [] }
  if (bytes.includes(0))
    throw new ReadFailure('binary', '内容不是文本（含有二进制数据）：请用原来的软件打开，另存为 txt 再收录')
  const cut = cutOff(bytes)
  if (cut !== undefined) {
    const message = '文件末尾的一个字不完整，可能没有下载完：请核对原文'
    return { text: clean(cut), encoding: 'utf-8', problems: [{ stage: 'read', code: 'truncated', message }] }
  }
  return byLines(bytes, declared)
}

/** How much of the foreign text is made of common characters, 0–1; 1 where there is none. */
export function plausibility(text: string): number {
  let foreign = 0
  let hits = 0
  for (const char of text.slice(0, 200_000)) {
    if (char < '\u0080') continue
    if (common.has(char) || /[、。，；：“”（）《》\u3000]/.test(char)) hits++
    foreign++
  }
  return foreign === 0 ? 1 : hits / foreign
}

async function byLines(bytes: Uint8Array, declared: string | undefined): Promise<DecodedText> {
  const lines = splitLines(bytes).map((line) => ({ line, utf8: utf8Line(line) }))
  const foreign = lines.filter(({ utf8 }) => utf8 === undefined)
  const encoding = await legacyOf(Buffer.concat(foreign.map(({ line }) => line)), declared)
  const known = lines.some(({ line, utf8 }) => utf8 !== undefined && line.some((byte) => byte > 0x7f))
  const text = lines.map(({ line, utf8 }) => utf8 ?? read(line, encoding)).join('')
  const mixed = known && encoding !== 'utf-8'
  const message = `文件里混用了 UTF-8 和 ${encoding.toUpperCase()} 两种编码，已逐行识别：请核对有无乱码`
  return {
    text: clean(text),
    encoding: mixed ? `utf-8+${encoding}` : encoding,
    problems: mixed ? [{ stage: 'read', code: 'mixed-encoding', message }] : [],
  }
}

/** A line as UTF-8, if it is ASCII or surely UTF-8: three characters in a row that pass by accident are next to impossible. */
function utf8Line(line: Uint8Array): string | undefined {
  let high = 0
  for (const byte of line) if (byte > 0x7f) high++
  if (high > 0 && high < 9) return undefined
  return strict(line, 'utf-8')
}

/** The encoding that makes the most sense of bytes that are not UTF-8. */
async function legacyOf(bytes: Uint8Array, declared: string | undefined): Promise<string> {
  const sample = bytes.subarray(0, 400_000)
  const { default: chardet } = await import('chardet')
  const guesses = chardet.analyse(sample.subarray(0, 60_000)).map((guess) => guess.name)
  const wanted = [declared, ...guesses.slice(0, 3), 'gb18030', 'big5', 'utf-8'].map(labelOf)
  const candidates = [...new Set(wanted.filter((name) => name !== undefined))]
  const scored = candidates.map((name) => ({ name, score: plausibility(read(sample, name)) }))
  const clear = scored.filter(({ score }) => score >= 0.4)
  const best = Math.max(...scored.map(({ score }) => score))
  // what is declared or detected goes before what merely scores a little better
  return clear.find(({ score }) => score >= best - 0.15)?.name ?? (best < 0.1 ? 'gb18030' : bestOf(scored))
}

function bestOf(scored: { name: string; score: number }[]): string {
  return scored.reduce((a, b) => (b.score > a.score ? b : a)).name
}

/** The Chinese encodings by the names they go under; others cannot be a report's. */
function labelOf(name: string | undefined): string | undefined {
  const label = name?.toLowerCase().replace(/[^a-z0-9]/g, '') ?? ''
  if (/^(?:gb2312|gbk|gb18030|gb231280|cp936|xgbk|hzgb2312|euccn|windows936)$/.test(label)) return 'gb18030'
  if (/^(?:big5|big5hkscs|cp950|xxbig5|windows950)$/.test(label)) return 'big5'
  if (/^(?:utf8|unicode11utf8)$/.test(label)) return 'utf-8'
  return undefined
}

function byMark(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return undefined
}

/** UTF-16 without a mark, or undefined: read the right way round it is common text, the wrong way it is not. */
export function wideEncoding(bytes: Uint8Array): string | undefined {
  const sample = bytes.subarray(0, 60_000 - (60_000 % 2))
  const scored = ['utf-16le', 'utf-16be'].map((name) => {
    const text = read(sample, name)
    const ascii = text.match(/[\t\n\r -~]/g)?.length ?? 0
    const other = [...text].length - ascii
    return { name, score: text.includes('\0') ? 0 : (ascii + plausibility(text) * other) / Math.max(1, ascii + other) }
  })
  const best = scored.reduce((a, b) => (b.score > a.score ? b : a))
  return bytes.length >= 16 && best.score > 0.3 ? best.name : undefined
}

/** UTF-8 that ends inside a character. */
function cutOff(bytes: Uint8Array): string | undefined {
  for (let cut = 1; cut <= 3 && cut < bytes.length; cut++) {
    if ((bytes.at(-cut) ?? 0) >= 0xc0 && bytes.length - cut >= 12) return strict(bytes.subarray(0, -cut), 'utf-8')
  }
  return undefined
}

function splitLines(bytes: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = []
  let start = 0
  while (start < bytes.length) {
    const at = bytes.indexOf(0x0a, start)
    const end = at < 0 ? bytes.length : at + 1
    lines.push(bytes.subarray(start, end))
    start = end
  }
  return lines
}

function strict(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

const read = (bytes: Uint8Array, encoding: string): string => new TextDecoder(encoding).decode(bytes)

const clean = (text: string): string => text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n')
