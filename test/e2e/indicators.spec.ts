import { holdsItsLooks } from './looks.ts'
import { expect, test } from './page.ts'

holdsItsLooks('the ledger', '/indicators', (page) => expect(page.getByRole('rowheader').first()).toBeVisible())
holdsItsLooks('one kind of numbers', '/indicators?indicator=disputes_resolved', (page) =>
  expect(page.getByRole('figure').first()).toBeVisible(),
)
holdsItsLooks('the method', '/method', (page) => expect(page.getByRole('rowheader').first()).toBeVisible())

for (const width of [320, 1280]) {
  test(`filters and sorts the ledger, with the sentence of every number, at ${width} px`, async ({ page, request }) => {
    await page.setViewportSize({ width, height: 900 })
    const { total } = (await (
      await request.get('/api/indicators?indicator=disputes_resolved&year=2023&perPage=1')
    ).json()) as { total: number }
    await page.goto('/indicators')
    await page.getByRole('combobox', { name: '指标' }).selectOption('disputes_resolved')
    await page.getByRole('spinbutton', { name: '年份' }).fill('2023')
    await page.keyboard.press('Enter')
    await expect(page.getByText(`共 ${total} 条`, { exact: true })).toBeVisible()
    await expect(page.getByRole('figure').first()).toContainText('中位数')
    await page.getByRole('link', { name: '数值', exact: true }).click()
    await expect(page.getByRole('columnheader', { name: '数值' })).toHaveAttribute('aria-sort', 'descending')
    await expect(page.getByRole('main').locator('mark').first()).toContainText(/\d/)
    expect(await page.getByRole('link', { name: '存为 CSV' }).getAttribute('href')).toContain('year=2023')
    await page.getByRole('link', { name: '清除筛选' }).click()
    await expect(page).toHaveURL(/\/indicators\?sort=-value$/)
  })
}

test('leads from each number of a distribution to the rows it counts', async ({ page }) => {
  await page.goto('/indicators?indicator=disputes_resolved')
  const bars = page.getByRole('figure').first().getByRole('cell').getByRole('link')
  const rows = await bars.first().innerText()
  await bars.first().click()
  await expect(page).toHaveURL(/valueFrom=\d+&valueTo=\d+/)
  await expect(page.getByText(`共 ${rows} 条`, { exact: true })).toBeVisible()
  await expect(page.getByRole('row').filter({ has: page.locator('mark') })).toHaveCount(Number(rows))
})

test('finds a place by its name', async ({ page }) => {
  await page.goto('/indicators')
  const field = page.getByRole('combobox', { name: '地区' })
  await field.fill('桐岫县')
  await expect(page.locator('#places-offered option[value="桐岫县"]')).toBeAttached()
  await field.press('Tab')
  await expect(page).toHaveURL(/place=990101$/)
  await expect(field).toHaveValue('桐岫县')
})
