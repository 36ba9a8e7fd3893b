// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact'
import { LocationProvider } from 'preact-iso'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { readAddress } from '../../web/address.ts'
import { Marked } from '../../web/components/Marked.tsx'
import { SearchBox } from '../../web/components/SearchBox.tsx'
import { suggest } from '../../web/stores/suggest.ts'

const offers = [
  { text: '枫桥经验', kind: 'practice' },
  { text: '青禾县', kind: 'place', value: '330101' },
  { text: '某报告', kind: 'report', value: 'r-2023' },
]

beforeEach(() => {
  history.replaceState(null, '', '/')
  suggest.reset()
  vi.stubGlobal('fetch', async () => new Response(JSON.stringify({ dataVersion: 'v1', suggestions: offers })))
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const open = () => {
  render(
    <LocationProvider>
      <SearchBox state={readAddress('')} />
    </LocationProvider>,
  )
  return screen.getByRole<HTMLInputElement>('combobox', { name: '检索报告' })
}
/** The suggestions, apart from the options of the mode switch. */
const options = () => [...document.querySelectorAll<HTMLElement>('[role=option]')]
const address = () => decodeURIComponent(location.pathname + location.search)
const type = (box: HTMLInputElement, value: string) => fireEvent.input(box, { target: { value } })

describe('the search box', () => {
  it('searches on Enter, not on typing', () => {
    const box = open()
    type(box, '枫桥经验 调解')
    expect(address()).toBe('/')
    fireEvent.submit(box.closest('form') as HTMLFormElement)
    expect(address()).toBe('/?q=枫桥经验+调解')
  })

  it('fires nothing while an input method composes', async () => {
    const box = open()
    fireEvent.compositionStart(box)
    type(box, 'feng qiao')
    fireEvent.keyDown(box, { key: 'Enter', keyCode: 229, isComposing: true })
    fireEvent.submit(box.closest('form') as HTMLFormElement)
    expect(address()).toBe('/')
    await new Promise((done) => setTimeout(done, 200))
    expect(options()).toEqual([])
    fireEvent.input(box, { target: { value: '枫桥' } })
    fireEvent.compositionEnd(box)
    await waitFor(() => expect(options()).toHaveLength(3))
  })

  it('is a combobox: arrows point, Escape closes, Enter takes', async () => {
    const box = open()
    type(box, '调解 枫')
    await waitFor(() => expect(box.getAttribute('aria-expanded')).toBe('true'))
    fireEvent.keyDown(box, { key: 'ArrowDown' })
    const first = options()[0]
    expect(box.getAttribute('aria-activedescendant')).toBe(first?.id)
    expect(first?.getAttribute('aria-selected')).toBe('true')
    fireEvent.keyDown(box, { key: 'ArrowUp' })
    expect(box.hasAttribute('aria-activedescendant')).toBe(false)
    fireEvent.keyDown(box, { key: 'ArrowUp' })
    expect(box.getAttribute('aria-activedescendant')).toBe(options()[2]?.id)
    fireEvent.keyDown(box, { key: 'Escape' })
    expect(box.getAttribute('aria-expanded')).toBe('false')
    fireEvent.keyDown(box, { key: 'ArrowDown' })
    fireEvent.keyDown(box, { key: 'ArrowDown' })
    fireEvent.keyDown(box, { key: 'Enter' })
    expect(address()).toBe('/?q=调解+枫桥经验')
  })

  it('takes a place as a filter and a report as its page', async () => {
    const box = open()
    type(box, '青')
    await waitFor(() => expect(options()).toHaveLength(3))
    fireEvent.click(options()[1] as HTMLElement)
    expect(address()).toBe('/?q=&place=330101')
    type(box, '某')
    await waitFor(() => expect(options()).toHaveLength(3))
    fireEvent.click(options()[2] as HTMLElement)
    expect(address()).toBe('/reports/r-2023')
  })
})

it('draws highlights as text, never as HTML', () => {
  const text = '<img src=x onerror=alert(1)>调解'
  const { container } = render(<Marked text={text} ranges={[[0, 4]]} />)
  expect(container.textContent).toBe(text)
  expect(container.querySelector('img')).toBeNull()
  expect(container.querySelector('mark')?.textContent).toBe('<img')
})
