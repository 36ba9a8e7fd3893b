import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { reportText } from '../indexer/cli/command.ts'
import { holdsItsLooks } from './looks.ts'
import { expectAccessible, expectNoSideways, type Page, expect as quick, test } from './page.ts'

// reading and storing start a process each
const expect = quick.configure({ timeout: 60_000 })
const picture = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1])
const token = process.env.QIANMO_E2E_TOKEN ?? ''
const file = (name: string, text: string | Buffer) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) })
const card = (page: Page, name: string) => page.locator('[data-stand]').filter({ hasText: name })
const kept = (page: Page, name: string) => page.locator(`[data-kept="${name}"]`)

const enter = async (page: Page, word = token): Promise<void> => {
  await page.goto('/import')
  await page.getByLabel('管理口令').last().fill(word)
  await page.keyboard.press('Enter')
}

const choose = (page: Page, ...files: ReturnType<typeof file>[]) =>
  page.locator('input[type=file]').first().setInputFiles(files)

test('a report is looked at, corrected, stored, found, corrected again and removed', async ({ page }) => {
  await enter(page)
  await choose(page, file('青禾镇 报告.txt', reportText('青禾镇', 2023)), file('图片.docx', picture))
  const one = card(page, '青禾镇 报告.txt')
  await expect(one).toHaveAttribute('data-stand', 'ready')
  await expect(one).toContainText('青禾镇2023年度法治政府建设工作报告')
  await expect(card(page, '图片.docx')).toHaveAttribute('data-stand', 'refused')
  await expect(card(page, '图片.docx')).toContainText('不支持的文件格式')
  await one.getByText('开头几段').click()
  await expect(one).toContainText('边学边干')

  await one.getByText('更正', { exact: true }).click()
  await one.getByLabel('年份').fill('2019')
  await one.getByRole('button', { name: '照此识别' }).click()
  await expect(one).toContainText('2019（已更正）')
  await one.getByRole('button', { name: '收录 青禾镇 报告.txt' }).click()
  await expect(one).toHaveAttribute('data-stand', 'ok')
  await one.getByRole('link').click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('青禾镇')
  expect(page.url()).toContain('-2019')

  // the page keeps the token while it is open, so the way back asks for nothing
  await page.getByRole('link', { name: '导入报告' }).click()
  const stored = kept(page, '青禾镇 报告.txt')
  await stored.getByText('更正', { exact: true }).click()
  await expect(stored.getByLabel('年份')).toHaveValue('2019')
  await stored.getByLabel('年份').fill('2020')
  await stored.getByRole('button', { name: '保存更正' }).click()
  await expect(stored.getByRole('link')).toContainText('2020')
  await stored.getByRole('button', { name: '移除' }).click()
  await stored.getByRole('button', { name: '确认移除' }).click()
  await expect(stored).toHaveCount(0)
  expect((await page.request.get('/api/reports?q=青禾镇').then((answer) => answer.json())).total).toBe(0)
})

test('a folder can be dropped, one of a homonym is chosen, and what is no report is named', async ({ page }) => {
  await enter(page)
  const text = await readFile(join(import.meta.dirname, '../../data/reports/桐岫县/竹濂镇-2021.txt'), 'utf8')
  const transfer = await page.evaluateHandle(
    (texts) => {
      const data = new DataTransfer()
      for (const [name, body] of texts) data.items.add(new File([body], name))
      return data
    },
    [
      ['城关镇.txt', reportText('城关镇', 2022)],
      ['县.txt', reportText('桐岫县', 2022)],
      ['竹濂镇-2021 副本.txt', text],
    ] as [string, string][],
  )
  await page.getByRole('region', { name: '放入文件' }).dispatchEvent('drop', { dataTransfer: transfer })
  const homonym = card(page, '城关镇.txt')
  await expect(homonym).toHaveAttribute('data-stand', 'doubtful')
  await expect(homonym).toContainText('同名')
  await homonym.getByText('更正', { exact: true }).click()
  const places = homonym.getByLabel('是哪一个')
  await expect(places.getByRole('option')).not.toHaveCount(1)
  const [, second] = await places.getByRole('option').allTextContents()
  await places.selectOption({ index: 1 })
  await homonym.getByRole('button', { name: '照此识别' }).click()
  await expect(homonym).toHaveAttribute('data-stand', 'ready')
  expect(second?.split(' · ').every((part) => part !== '')).toBe(true)
  await expect(homonym).toContainText((second ?? '').split(' · ').join(' '))

  await expect(card(page, '县.txt')).toHaveAttribute('data-stand', 'no-report')
  await expect(card(page, '县.txt').getByRole('button', { name: '收录' })).toHaveCount(0)
  await expect(card(page, '副本')).toContainText('已有一篇')
  for (const name of ['城关镇.txt', '县.txt', '竹濂镇-2021 副本.txt'])
    await page.getByRole('button', { name: `丢弃 ${name}` }).press('Enter')
  await expect(page.locator('[data-stand]')).toHaveCount(0)
})

test('nobody gets in without the token, and where there is none there is no page', async ({ page }) => {
  await enter(page, 'guess')
  await expect(page.getByRole('alert').filter({ hasText: '口令不对' })).toBeVisible()
  await expectAccessible(page)
  await page.route('**/api/meta', async (route) => {
    const { admin: _, ...body } = await (await route.fetch()).json()
    await route.fulfill({ json: body })
  })
  await page.goto('/import')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('没有这个页面')
  await expect(page.getByText('导入报告')).toHaveCount(0)
})

holdsItsLooks('the door of the import page', '/import', async (page) => {
  await expect(page.getByRole('button', { name: '进入' })).toBeVisible()
})

for (const [width, scheme] of [
  [1280, 'light'],
  [320, 'dark'],
] as const) {
  test(`the import page is accessible and whole at ${width} px, ${scheme}`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 })
    await page.emulateMedia({ colorScheme: scheme })
    await enter(page)
    const long = `${'很长的文件名'.repeat(20)}.txt`
    await choose(
      page,
      file(long, reportText('青禾镇', 2023)),
      file('县.txt', reportText('桐岫县', 2022)),
      file('x.pdf', picture),
    )
    await expect(card(page, '县.txt')).toHaveAttribute('data-stand', 'no-report')
    await expect(card(page, 'x.pdf')).toHaveAttribute('data-stand', 'refused')
    for (const words of ['更正', '开头几段']) await card(page, '很长').getByText(words, { exact: true }).click()
    await card(page, '县.txt').getByText('更正', { exact: true }).click()
    await expectAccessible(page)
    await expectNoSideways(page)
    while ((await page.getByRole('button', { name: /^丢弃/ }).count()) > 0)
      await page.getByRole('button', { name: /^丢弃/ }).first().click()
  })
}
