import { expect, test } from './page.ts'

test('a page of partial results says so in red, and names the servers that are missing', async ({ page }) => {
  await page.route('**/api/search?*', async (route) => {
    const answer = await route.fetch()
    await route.fulfill({ response: answer, json: { ...(await answer.json()), partial: ['http://search-2:7700'] } })
  })
  await page.goto('/?q=法治')
  const notice = page.getByRole('alert').filter({ hasText: 'http://search-2:7700' })
  await expect(notice).toContainText('偏小')
  const redness = (): Promise<number> =>
    notice.evaluate((element) => {
      const [red = 0, green = 0, blue = 0] = (getComputedStyle(element).color.match(/\d+/g) ?? []).map(Number)
      return red / Math.max(1, green, blue)
    })
  // the page fades in
  await expect.poll(redness).toBeGreaterThan(2)
})
