import type { ReadFile } from '../stages.ts'

/** What a format makes of a file's bytes. Line ends are `\n`, there is no BOM. */
export type Decoded = Pick<ReadFile, 'text' | 'encoding' | 'meta' | 'url' | 'pages' | 'problems'>

/** One file format. A new one is a file beside `text.ts` and a line in `formats.ts`. */
export type FormatReader = {
  /** written into the report's source */
  format: string
  /** lower case, with the dot */
  extensions: readonly string[]
  /** @throws ReadFailure when nothing useful can be had from the bytes */
  decode(bytes: Uint8Array, path: string): Decoded | Promise<Decoded>
}

/** A file that cannot be read, and why: `code` English, `message` Chinese without the path. */
export class ReadFailure extends Error {
  override name = 'ReadFailure'
  readonly code: string
  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}
