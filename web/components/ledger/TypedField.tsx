import { useState } from 'preact/hooks'

interface Props {
  label: string
  type: 'number' | 'search'
  value: string
  /** characters it is made wide for */
  size: number
  /** called when one has finished typing: Enter, or leaving the field */
  set: (value: string) => void
}

/** A field whose half-typed text stays while answers come in and the page is drawn again. */
export function TypedField({ label, type, value, size, set }: Props) {
  const [typed, setTyped] = useState<string>()
  return (
    <label>
      {label}
      <input
        type={type}
        size={size}
        value={typed ?? value}
        onInput={(event) => setTyped(event.currentTarget.value)}
        onChange={(event) => {
          setTyped(undefined)
          set(event.currentTarget.value.trim())
        }}
      />
    </label>
  )
}
