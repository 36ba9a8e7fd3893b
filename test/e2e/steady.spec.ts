import { gzipSync } from 'node:zlib'
import { expect, type Page, test } from './page.ts'

/** A page that is worse than this moves under the eyes of its reader (web.dev/cls: good is 0.1 and less). */
const MOST = 0.05

const PAGES = [
  '/',
  '/?q=枫桥经验',
  '/?q=调解&view=kwic',
  '/?q=调解&view=township',
  '/?q=调解&view=year',
  '/reports/990101101-2022',
  '/practices',
  '/practices/P012',
  '/practices/P012?with=P013',
  '/places',
  '/places/990101101',
  '/indicators',
  '/indicators?indicator=disputes_resolved',
  '/coverage',
  '/named',
  '/compare?reports=990101101-2021,990101101-2022',
  '/compare?reports=990101101-2021,990101101-2022&rows=indicators',
  '/basket',
  '/help',
  '/method',
  '/nowhere',
]

const watch = (page: Page) =>
  page.addInitScript(() => {
    const seen = { sum: 0, what: [] as string[] }
    Object.assign(globalThis, { shifts: seen })
    type Shift = PerformanceEntry & { value: number; hadRecentInput: boolean; sources: { node?: Node }[] }
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as Shift[]) {
        if (entry.hadRecentInput) continue
        seen.sum += entry.value
        for (const { node } of entry.sources) seen.what.push((node?.textContent ?? '').slice(0, 30))
      }
    }).observe({ type: 'layout-shift', buffered: true })
  })

for (const width of [320, 1280]) {
  test(`no page moves while it is loaded, at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 })
    await watch(page)
    // slow enough that every page shows what it shows while it waits
    await page.route('**/api/**', async (route) => {
      await new Promise((done) => setTimeout(done, 400))
      await route.fallback()
    })
    for (const address of PAGES) {
      await page.goto(address)
      await expect(page.getByRole('main').locator('h1, [role=search]').first()).toBeVisible()
      await page.waitForLoadState('networkidle')
      await expect(page.locator('[data-skeleton]')).toHaveCount(0)
      const { sum, what } = await page.evaluate(() => (globalThis as unknown as { shifts: Seen }).shifts)
      expect(sum, `${address}: ${what.join(' | ')}`).toBeLessThan(MOST)
    }
  })
}

/** Bytes of script that the first page may need, as they are sent. */
const SCRIPT = 70_000

test('the first page needs little script', async ({ page, request }) => {
  const scripts: string[] = []
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') scripts.push(response.url())
  })
  await page.goto('/?q=调解')
  await expect(page.locator('mark').first()).toBeVisible()
  let sum = 0
  for (const url of new Set(scripts)) sum += gzipSync(await (await request.get(url)).body()).length
  expect(scripts.length).toBeGreaterThan(2)
  expect(sum).toBeLessThan(SCRIPT)
})

type Seen = { sum: number; what: string[] }
