import { holdsItsLooks } from './looks.ts'
import { expect, test } from './page.ts'

holdsItsLooks('the tree of places', '/places', (page) => expect(page.getByRole('rowheader').first()).toBeVisible())
holdsItsLooks('a township', '/places/990101101', (page) => expect(page.getByRole('rowheader').first()).toBeVisible())

test('goes from a place to its township, its years and its reports', async ({ page }) => {
  await page.goto('/places')
  const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: '黍坡乡' }) })
  await expect(row.getByRole('cell', { name: '缺' })).toBeVisible()
  await page.getByRole('link', { name: '竹濂镇' }).click()
  await expect(page.getByRole('heading', { level: 1, name: '竹濂镇' })).toBeFocused()
  await expect(page.getByText('有 3 篇报告：2021、2022、2023。')).toBeVisible()
  await page.getByRole('link', { name: /^未再见/ }).click()
  const practices = page.getByRole('region', { name: '各年的做法' })
  await expect(practices.getByRole('cell', { name: '未再见' }).first()).toBeVisible()
  await expect(practices.getByRole('cell', { name: '仍写到' })).toHaveCount(0)
  await page.getByRole('link', { name: '2022', exact: true }).first().click()
  await expect(page.getByRole('heading', { level: 1, name: '竹濂镇 2022' })).toBeVisible()
})

test('folds and finds places', async ({ page }) => {
  await page.goto('/places')
  await page.getByRole('button', { name: '展开桐岫县' }).click()
  await expect(page.getByRole('rowheader', { name: '竹濂镇' })).toHaveCount(0)
  await page.getByRole('searchbox', { name: '按名称找' }).fill('竹濂')
  await expect(page.getByRole('rowheader', { name: '竹濂镇' })).toBeVisible()
})

test('opens the tree at a county, and says what is no place', async ({ page }) => {
  await page.goto('/places/990101')
  await expect(page.getByRole('rowheader', { name: '竹濂镇' })).toBeVisible()
  await page.goto('/places/123456789')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('语料里没有这个乡镇的报告')
})

test('draws the numbers of several years with their unit, each leading to its passage', async ({ page }) => {
  await page.goto('/places/990101101')
  const chart = page.getByRole('figure').filter({ hasText: '罚没款' })
  await expect(chart).toContainText('单位：元；口径：本年')
  const values = chart.getByRole('link')
  await expect(values).toHaveCount(3)
  const value = await values.first().innerText()
  await values.first().click()
  await expect(page).toHaveURL(/\/reports\/990101101-2021#p=/)
  const passage = page.locator(`[id="${decodeURIComponent(new URL(page.url()).hash.slice(1))}"]`)
  await expect(passage).toContainText(value.startsWith('3,200') ? '3200' : value)
})

test('does not call a practice new or gone where there is one year alone', async ({ page, request }) => {
  const { reports } = (await (await request.get('/api/places/990101101')).json()) as { reports: object[] }
  await page.route('**/api/places/990101101', async (route) => {
    const answer = await (await route.fetch()).json()
    await route.fulfill({ json: { ...answer, reports: reports.slice(0, 1) } })
  })
  await page.goto('/places/990101101')
  await expect(page.getByRole('main')).toContainText('只有一年的报告')
  await expect(page.getByRole('link', { name: /^未再见/ })).toHaveCount(0)
})
