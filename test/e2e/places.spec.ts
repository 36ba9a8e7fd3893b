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
