import { expect, expectAccessible, expectNoSideways, test } from './page.ts'

const total = async (query: string, request: { get: (url: string) => Promise<{ json: () => Promise<unknown> }> }) =>
  (
    (await (await request.get(`/api/search?${query}`)).json()) as {
      total: { passages: number; reports: number; townships: number }
    }
  ).total

for (const q of ['枫桥经验', '法律明白人']) {
  test(`shows the exact numbers for ${q} and marks it in the hits`, async ({ page, request }) => {
    const { passages, reports, townships } = await total(`q=${encodeURIComponent(q)}`, request)
    await page.goto('/')
    await page.getByRole('search').getByRole('combobox').first().fill(q)
    await page.keyboard.press('Enter')
    const main = page.getByRole('main')
    await expect(main).toContainText(new RegExp(`${passages}\\s*段.*${reports}\\s*篇.*${townships}\\s*个乡镇`, 's'))
    await expect(main.locator('mark').first()).toContainText(q.slice(0, 2))
    expect(new URL(page.url()).searchParams.get('q')).toBe(q)
  })
}

for (const [width, scheme] of [
  [1280, 'light'],
  [1280, 'dark'],
  [320, 'light'],
  [320, 'dark'],
] as const) {
  test(`is accessible and whole at ${width} px, ${scheme}`, async ({ page, request }) => {
    await page.setViewportSize({ width, height: 800 })
    await page.emulateMedia({ colorScheme: scheme })
    await page.goto('/?q=枫桥经验')
    await expect(page.locator('mark').first()).toBeVisible()
    await expectAccessible(page)
    await expectNoSideways(page)
    const answer = (await (await request.get('/api/reports?perPage=1')).json()) as { reports: { id: string }[] }
    await page.goto(`/reports/${answer.reports[0]?.id}`)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expectAccessible(page)
    await expectNoSideways(page)
  })
}
