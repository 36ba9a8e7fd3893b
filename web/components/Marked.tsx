import type { Range } from '../api-types.ts'
import { cutText } from '../ranges.ts'

/** A text with highlights: ranges become `<mark>` around text nodes, never HTML. */
export function Marked({ text, ranges }: { text: string; ranges: readonly Range[] }) {
  return (
    <>
      {cutText(text, { hit: ranges }).map((p) =>
        p.marks.length > 0 ? <mark key={p.start}>{p.text}</mark> : <span key={p.start}>{p.text}</span>,
      )}
    </>
  )
}
