import { readFile } from 'node:fs/promises'
import { expect, expectAccessible, expectNoSideways, test } from './page.ts'

type Ask = { get: (url: string) => Promise<{ json: () => Promise<unknown> }> }

const someReports = async (request: Ask): Promise<string[]> => {
  const answer = (await (await request.get('/api/reports?perPage=3')).json()) as { reports: { id: string }[] }
  return answer.reports.map(({ id }) => id)
}

test('chooses reports, shows their words side by side and leads to the passage', async ({ page, request }) => {
  const { reports } = (await (await request.get('/api/reports?perPage=1')).json()) as {
    reports: { township: { name: string } }[]
  }
  const name = reports[0]?.township.name ?? ''
  await page.goto('/compare')
  await page.getByRole('searchbox').fill(name)
  await page.getByRole('button', { name: '查找' }).click()
  await page.getByRole('link', { name: `加入` }).first().click()
  await expect(page.getByRole('columnheader')).toHaveCount(2)
  await page.getByRole('link', { name: `加入` }).first().click()
  await expect(page.getByRole('columnheader')).toHaveCount(3)
  await expect(page.getByRole('row')).toHaveCount(6)
  await page.goBack()
  await expect(page.getByRole('columnheader')).toHaveCount(2)

  const words = page.getByRole('cell').getByRole('link').first()
  const text = (await words.innerText()).slice(0, 20)
  await words.click()
  await expect(page).toHaveURL(/\/reports\/.+#p=/)
  await expect(page.getByRole('article')).toContainText(text)
})

test('tells a missing report from a missing content, and saves the table', async ({ page, request }) => {
  const [one] = await someReports(request)
  await page.goto(`/compare?reports=${one},nowhere-1999`)
  await expect(page.getByRole('cell', { name: '无报告' })).toHaveCount(5)
  const waiting = page.waitForEvent('download')
  await page.getByRole('button', { name: 'CSV' }).click()
  const text = await readFile(await (await waiting).path(), 'utf8')
  expect(text).toContain('无报告')
  expect(text.charCodeAt(0)).toBe(0xfeff)
})

for (const [width, scheme, language, ...shown] of [
  [1280, 'light', '中文', 'five', 'practices'],
  [1280, 'dark', 'English', 'themes', 'indicators'],
  [320, 'light', 'English', 'practices', 'five'],
  [320, 'dark', '中文', 'indicators', 'themes'],
] as const) {
  test(`is accessible and whole at ${width} px, ${scheme}, ${language}`, async ({ page, request }) => {
    await page.setViewportSize({ width, height: 800 })
    await page.emulateMedia({ colorScheme: scheme })
    await page.goto('/compare')
    if (language === 'English') await page.getByRole('button', { name: 'English' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expectAccessible(page)
    const ids = (await someReports(request)).join(',')
    for (const rows of shown) {
      await page.goto(`/compare?reports=${ids}&rows=${rows}`)
      await expect(page.getByRole('columnheader')).toHaveCount(4)
      await expect(page.getByRole('cell').getByRole('link').first()).toBeAttached()
      await expectAccessible(page)
      await expectNoSideways(page)
    }
  })
}
