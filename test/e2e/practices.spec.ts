import { holdsItsLooks } from './looks.ts'
import { expect, test } from './page.ts'

const PRACTICE = '/practices/P065'

holdsItsLooks('the index of practices', '/practices', (page) =>
  expect(page.getByRole('rowheader').first()).toBeVisible(),
)
holdsItsLooks('a practice', PRACTICE, (page) => expect(page.getByRole('rowheader').first()).toBeVisible())
holdsItsLooks('two practices side by side', `${PRACTICE}?with=P068`, (page) =>
  expect(page.getByRole('rowheader').first()).toBeVisible(),
)
holdsItsLooks('the list of local names', '/named', (page) => expect(page.getByRole('rowheader').first()).toBeVisible())

test('answers first, and every number of the answer leads to what it counts', async ({ page, request }) => {
  const answer = (await (await request.get('/api/practices/P065')).json()) as {
    coverage: { townships: number }
    practice: { stances: Record<string, { townships: number }> }
  }
  await page.goto(PRACTICE)
  const line = page.getByRole('main').locator('p').filter({ hasText: '个有报告的乡镇中' }).first()
  await expect(line).toContainText(`${answer.coverage.townships} 个有报告的乡镇中`)
  await expect(line).toContainText(`${answer.practice.stances.done?.townships} 个写到已开展`)
  await line.getByRole('link', { name: /写到已开展/ }).click()
  await expect(page.getByRole('main')).toContainText(`${answer.practice.stances.done?.townships} 个乡镇`)
  expect(new URL(page.url()).searchParams.getAll('stance')).toEqual(['done'])
})

for (const width of [320, 1280]) {
  test(`shows who does it since when, by stance and year, at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 })
    await page.goto(PRACTICE)
    const table = page.getByRole('region', { name: '乡镇与年份' }).getByRole('table')
    await expect(table.getByRole('columnheader', { name: /最早写到已开展/ })).toHaveAttribute('aria-sort', 'ascending')
    await expect(table.getByRole('link', { name: '已开展' }).first()).toBeAttached()
    await page
      .getByRole('navigation', { name: '按立场看' })
      .getByRole('link', { name: /已开展/ })
      .click()
    await expect(page.getByRole('heading', { name: '各年写到的报告：已开展' })).toBeVisible()
    await page.getByRole('button', { name: '看表格' }).click()
    await expect(page.getByRole('columnheader', { name: '有报告的篇数' })).toBeVisible()
    await page.goBack()
    await expect(page.getByRole('heading', { name: '各年写到的报告：不论立场' })).toBeVisible()
  })
}

test('limits a practice to one place and sets another beside it', async ({ page }) => {
  await page.goto(PRACTICE)
  await page.getByRole('link', { name: '桐岫县', exact: true }).click()
  await expect(page.getByText('只看：桐岫县')).toBeVisible()
  await page.getByRole('link', { name: '看全部地区' }).click()
  await page.getByRole('combobox', { name: '与另一种做法比较' }).selectOption({ label: '人民调解' })
  await expect(page.getByRole('region', { name: '人民调解' })).toBeVisible()
  await page.getByRole('link', { name: '移去 人民调解' }).click()
  await expect(page.getByRole('heading', { name: '可引用的例段' })).toBeVisible()
})

test('sorts and filters the index by its address, and saves it', async ({ page }) => {
  await page.goto('/practices')
  await page.getByRole('searchbox', { name: '按名称找' }).fill('调解')
  await expect(page.getByRole('rowheader').first()).toContainText('调解')
  await page.getByRole('link', { name: '列入计划' }).click()
  await expect(page.getByRole('columnheader', { name: '列入计划' })).toHaveAttribute('aria-sort', 'descending')
  expect(new URL(page.url()).searchParams.get('q')).toBe('调解')
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: '存为 CSV' }).click()
  expect((await download).suggestedFilename()).toMatch(/^qianmo-practices-.+\.csv$/)
})

test('says that an unknown practice is none', async ({ page }) => {
  await page.goto('/practices/P999')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('词典里没有这个做法')
})

test('leads from the denominator and from the reports of a year to what they count', async ({ page, request }) => {
  const { coverage } = (await (await request.get('/api/practices/P065')).json()) as { coverage: { reports: number } }
  await page.goto('/practices/P065')
  await page.getByRole('button', { name: '看表格' }).click()
  const cell = page.getByRole('table').first().getByRole('row').nth(-1).getByRole('link').nth(1)
  const reports = await cell.innerText()
  await cell.click()
  await expect(page.getByRole('main')).toContainText(new RegExp(`\\d+ 段 · ${reports} 篇`))
  await page.goBack()
  await page
    .getByRole('main')
    .getByRole('link', { name: `${coverage.reports} 篇`, exact: true })
    .last()
    .click()
  await expect(page.getByRole('main')).toContainText(new RegExp(`全部\\s*\\d+ 段 · ${coverage.reports} 篇`))
})
