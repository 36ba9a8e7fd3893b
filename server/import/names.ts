/** Longest file name kept, in bytes: file systems stop at 255, and a counter may have to be added. */
const MAX_BYTES = 200

/** Names that folders of reports leave unread, or that mean something else there. */
const reserved = /^(?:\.|~\$|thumbs\.db$|desktop\.ini$|manifest\.(?:csv|jsonl)$)/i

/**
 * The name under which a file that somebody sent may be kept: composed (NFC), without control characters, shortened in
 * front of its extension where it is too long.
 * @returns undefined for one that leads out of its folder or means something there
 */
export function safeName(given: string): string | undefined {
  if (/[/\\\0]/.test(given)) return undefined
  const name = given
    .normalize('NFC')
    .replace(/\p{Cc}|\p{Cf}|\p{Cs}/gu, '')
    .trim()
  if (name === '' || reserved.test(name)) return undefined
  return shortened(name)
}

/** The same name with a counter in front of its extension: `报告-2.docx`. */
export function numbered(name: string, n: number): string {
  const { stem, extension } = parts(name)
  return `${stem}-${n}${extension}`
}

function shortened(name: string): string {
  if (Buffer.byteLength(name) <= MAX_BYTES) return name
  const { stem, extension } = parts(name)
  const room = MAX_BYTES - Buffer.byteLength(extension)
  let kept = ''
  for (const char of stem) {
    if (Buffer.byteLength(kept + char) > room) break
    kept += char
  }
  return kept + extension
}

function parts(name: string): { stem: string; extension: string } {
  const extension = /\.[a-z0-9]{1,8}$/i.exec(name)?.[0] ?? ''
  return { stem: name.slice(0, name.length - extension.length), extension }
}
