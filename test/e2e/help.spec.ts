import { expect, expectAccessible, test } from './page.ts'

test('gives examples that find something, each one click away', async ({ page, request }) => {
  await page.goto('/help')
  const examples = page.getByRole('table').getByRole('link')
  await expect(examples.nth(6)).toBeVisible()
  for (const href of await examples.evaluateAll((links) => links.map((link) => link.getAttribute('href')))) {
    const q = new URLSearchParams(href?.split('?')[1]).get('q') ?? ''
    const answer = (await (await request.get(`/api/search?${new URLSearchParams({ q })}`)).json()) as {
      total: { passages: number }
      query: { ignored: unknown[] }
    }
    expect(answer.total.passages, q).toBeGreaterThan(0)
    expect(answer.query.ignored, q).toEqual([])
  }
  await expectAccessible(page)
})

test('helps on a page that does not exist', async ({ page }) => {
  await page.goto('/nowhere')
  const main = page.getByRole('main')
  await expect(main.getByRole('heading', { level: 1 })).toHaveText('没有这个页面')
  await main.getByRole('link').first().click()
  await expect(page.getByRole('search').getByRole('combobox').first()).toBeVisible()
})
