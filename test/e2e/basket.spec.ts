import { readFile } from 'node:fs/promises'
import { expect, expectAccessible, expectNoSideways, type Page, test } from './page.ts'

const collect = async (page: Page, passages: number): Promise<void> => {
  await page.goto('/?q=调解')
  const buttons = page.getByRole('main').getByRole('button', { name: '收入', exact: true })
  for (let i = 0; i < passages; i++) await buttons.first().click()
  await expect(page.getByRole('link', { name: `引文篮（${passages}）` })).toBeVisible()
  // The page shows a passage before the browser has stored it; whoever leaves sooner interrupts that.
  await expect.poll(() => page.evaluate(storedItems)).toBe(passages)
}

/** How many passages the browser keeps, as the page stores them. */
const storedItems = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const opening = indexedDB.open('qianmo', 1)
    opening.onerror = () => reject(opening.error)
    opening.onsuccess = () => {
      const kept = opening.result.transaction('basket').objectStore('basket').get('items')
      kept.onerror = () => reject(kept.error)
      kept.onsuccess = () => {
        opening.result.close()
        resolve(kept.result?.length ?? 0)
      }
    }
  })

const items = (page: Page) => page.locator('[data-basket-item]')

/** Saves the basket in a format and gives the file's bytes. */
const saved = async (page: Page, format: string): Promise<Buffer> => {
  await page.getByRole('combobox', { name: '导出' }).selectOption(format)
  const waiting = page.waitForEvent('download')
  await page.getByRole('button', { name: '导出' }).click()
  return readFile(await (await waiting).path())
}

test('keeps collected passages in order, with note and tags, over a reload', async ({ page }) => {
  await collect(page, 3)
  await page.getByRole('link', { name: '引文篮（3）' }).click()
  await expect(items(page)).toHaveCount(3)
  await expect(items(page).first()).toContainText('与原文一致')
  const words = await items(page).nth(1).locator('blockquote').innerText()

  await items(page).nth(1).getByRole('textbox', { name: '批注' }).fill('课上用')
  await items(page).nth(1).getByRole('textbox', { name: '标签' }).fill('案例，调解')
  await items(page).nth(1).getByRole('button', { name: '上移' }).press('Enter')
  await expect(items(page).first().locator('blockquote')).toHaveText(words)
  await items(page).nth(2).getByRole('button', { name: '移出' }).press('Enter')
  await expect(items(page)).toHaveCount(2)

  await page.reload()
  await expect(items(page).first().locator('blockquote')).toHaveText(words)
  await expect(items(page).first().getByRole('textbox', { name: '批注' })).toHaveValue('课上用')
  await page.getByRole('link', { name: '只看标签“案例”' }).click()
  await expect(items(page)).toHaveCount(1)
})

test('saves every format, with permalink and data version, and joins a basket file again', async ({ page }) => {
  await collect(page, 2)
  await page.goto('/basket')
  await expect(items(page).nth(1)).toContainText('与原文一致')
  for (const format of ['md', 'csv', 'gbt', 'bib', 'ris', 'csl', 'basket']) {
    const text = (await saved(page, format)).toString('utf8')
    expect(text, format).toContain(format === 'basket' ? '"kind": "qianmo-basket"' : '/reports/')
    expect(text, format).toMatch(/[0-9a-f]{12}/)
  }
  const file = await saved(page, 'basket')
  const word = await saved(page, 'docx')
  expect(word.subarray(0, 2).toString()).toBe('PK')

  for (let left = 2; left > 0; left--) await items(page).first().getByRole('button', { name: '移出' }).click()
  await expect(page.getByText('篮子是空的。')).toBeVisible()
  await page.locator('input[type=file]').setInputFiles({ name: 'a.json', mimeType: 'application/json', buffer: file })
  await expect(items(page)).toHaveCount(2)
  await page.locator('input[type=file]').setInputFiles({ name: 'b.json', mimeType: 'application/json', buffer: word })
  await expect(page.getByText('这不是篮子文件', { exact: false }).first()).toBeAttached()
  await expect(items(page)).toHaveCount(2)
})

test('says when a text has changed or gone', async ({ page }) => {
  await collect(page, 2)
  await page.goto('/basket')
  await expect(items(page).nth(1)).toContainText('与原文一致')
  const file = JSON.parse((await saved(page, 'basket')).toString('utf8'))
  const [changed, gone] = file.items
  changed.text = changed.text.slice(4)
  changed.id = `${changed.report.id}.0000000000`
  gone.report.id = 'nowhere-1999'
  gone.id = 'nowhere-1999.0000000001'
  const buffer = Buffer.from(JSON.stringify(file))
  await page.locator('input[type=file]').setInputFiles({ name: 'c.json', mimeType: 'application/json', buffer })
  await expect(items(page)).toHaveCount(4)
  await expect(items(page).nth(3)).toContainText('这篇报告已不在语料里')
  await expect(items(page).nth(2)).toContainText('原文已改动')
  await expectAccessible(page)
  await items(page).nth(2).getByRole('button', { name: '换成现在的文字' }).click()
  await expect(page.getByText('原文已改动')).toHaveCount(0)
})

for (const [width, scheme, language] of [
  [1280, 'light', '中文'],
  [1280, 'dark', 'English'],
  [320, 'light', 'English'],
  [320, 'dark', '中文'],
] as const) {
  test(`is accessible and whole at ${width} px, ${scheme}, ${language}`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 })
    await page.emulateMedia({ colorScheme: scheme })
    await collect(page, 2)
    if (language === 'English') await page.getByRole('button', { name: 'English' }).click()
    await page.goto('/basket')
    await expect(items(page)).toHaveCount(2)
    await expect(items(page).nth(1).locator('p').filter({ hasText: '✓' })).toBeVisible()
    await expectAccessible(page)
    await expectNoSideways(page)
  })
}
