import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { expect, expectAccessible, test } from './page.ts'

const REPORT = '/reports/990101101-2021'

test('shows near wordings beside a passage: others, own years, and what is shared', async ({ page, request }) => {
  const { passages } = (await (await request.get('/api/reports/990101101-2021')).json()) as {
    passages: { id: string; n: number; text: string }[]
  }
  const passage = passages.find((one) => one.text.startsWith('回顾一年来的工作'))
  await page.goto(`${REPORT}#p=${passage?.id}`)
  await page.getByRole('button', { name: `相近段落 ${passage?.n}`, exact: true }).click()
  const panel = page.getByRole('region', { name: '措辞相近的段落' })
  await expect(panel.getByRole('heading', { name: '其他乡镇' })).toBeVisible()
  await expect(panel).toContainText('个乡镇几乎逐字相同')
  await expect(panel).toContainText('相近 100%')
  await expectAccessible(page)
  await panel.getByRole('button', { name: '收起' }).click()
  await expect(panel).toHaveCount(0)
})

test('goes to the same township in another year and back', async ({ page }) => {
  await page.goto(REPORT)
  await page.getByRole('navigation', { name: '同一乡镇各年' }).getByRole('link', { name: '2022' }).click()
  await expect(page.getByRole('heading', { level: 1, name: '竹濂镇 2022' })).toBeVisible()
  await page.goBack()
  await expect(page.getByRole('heading', { level: 1, name: '竹濂镇 2021' })).toBeVisible()
})

test('keeps permalinks: the passage in the address is in sight below the head', async ({ page, request }) => {
  const { passages } = (await (await request.get('/api/reports/990101101-2021')).json()) as {
    passages: { id: string }[]
  }
  const id = passages.at(-5)?.id ?? ''
  await page.goto(`${REPORT}#p=${id}`)
  const passage = page.locator(`[id="p=${id}"]`)
  await expect(passage).toBeInViewport()
  const top = await passage.evaluate((node) => node.getBoundingClientRect().top)
  expect(top).toBeGreaterThanOrEqual(0)
})

test('gives the original file, and says when it has changed or gone', async ({ page }) => {
  await page.goto(REPORT)
  const waiting = page.waitForEvent('download')
  await page.getByRole('link', { name: '下载原文件' }).click()
  const download = await waiting
  expect(download.suggestedFilename()).toBe('竹濂镇-2021.txt')
  const bytes = await readFile(await download.path())
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  await expect(page.getByRole('region', { name: '来源' })).toContainText(sha256)

  for (const [status, words] of [
    [409, '改动过'],
    [404, '已不在'],
  ] as const) {
    await page.route('**/original', (route) => route.fulfill({ status }))
    await page.goto(REPORT)
    await expect(page.getByRole('region', { name: '来源' })).toContainText(words)
    await expect(page.getByRole('link', { name: '下载原文件' })).toHaveCount(0)
  }
})

test('lists the sections with their colours and the themes with the passages they count', async ({ page, request }) => {
  const { passages } = (await (await request.get('/api/reports/990101101-2021')).json()) as {
    passages: { id: string; section: string; themes: string[] }[]
  }
  await page.goto(REPORT)
  const plan = passages.filter((one) => one.section === 'plan')
  const legend = page.getByRole('navigation', { name: '章节' })
  await expect(legend.getByRole('listitem').filter({ hasText: '下一年度安排' })).toContainText(`${plan.length} 段`)
  await legend.getByRole('link', { name: '下一年度安排' }).click()
  await expect(page.locator(`[id="p=${plan[0]?.id}"]`)).toBeInViewport()

  const about = passages.filter((one) => one.themes.includes('disputes')).length
  const theme = page.getByRole('group').getByRole('listitem').filter({ hasText: '矛盾纠纷化解' })
  await expect(theme).toContainText(`${about} 段`)
  await theme.getByRole('link').click()
  await expect(page.getByRole('main')).toContainText(new RegExp(`全部\\s*${about} 段`))
})
