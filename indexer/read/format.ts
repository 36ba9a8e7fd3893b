import type { ReadFile } from '../stages.ts'

/** What a format makes of a file's bytes. Line ends are `\n`, there is no BOM. */
export type Decoded = Pick<ReadFile, 'text' | 'encoding' | 'meta' | 'url' | 'pages' | 'problems'>

/** What the bytes are, whatever the file is called. */
export type Kind = 'text' | 'html' | 'docx' | 'doc' | 'pdf'

/** One file format. A new one is a file beside `text.ts` and a line in `formats.ts`. */
export type FormatReader = {
  /** written into the report's source */
  format: string
  kind: Kind
  /** where several formats are of one kind: lower case, with the dot */
  extensions?: readonly string[]
  /** runs in a process of its own, under limits of time and memory: everything but plain text */
  isolated: boolean
  /**
   * Heavy libraries are imported inside, when they are needed.
   * @throws ReadFailure when nothing useful can be had from the bytes
   */
  decode(bytes: Uint8Array, path: string): Decoded | Promise<Decoded>
}

/** A file that cannot be read, and why: `code` English, `message` Chinese without the path, saying what to do. */
export class ReadFailure extends Error {
  override name = 'ReadFailure'
  readonly code: string
  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

/** Text longer than this is no report: 10 million characters. */
export const maxText = 10_000_000

/** The failure of a file that would cost too much to read. */
export function tooComplex(why: string): ReadFailure {
  return new ReadFailure('too-complex', `${why}，正常的报告不会这样：请打开后另存为纯文本（txt）再收录`)
}

/** The stack or an array's bounds ran out; reading beyond the end of a file is a RangeError too, but has a code. */
export function isExhausted(error: unknown): boolean {
  return error instanceof RangeError && !('code' in error)
}
