import type { Locator, Page } from '@playwright/test'
import { expect, test } from './page.ts'

/** Presses a key until the element holds the focus; a walk that is too long for a person fails. */
async function walkTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab', most = 150): Promise<void> {
  await expect(target).toBeAttached()
  for (let i = 0; i < most; i++) {
    await page.keyboard.press(key)
    if (await target.evaluate((node) => node === document.activeElement)) return
  }
  throw new Error(`not reached with ${most} × ${key}: ${target}`)
}

const follow = async (page: Page, target: Locator, key?: 'Tab' | 'Shift+Tab'): Promise<void> => {
  await walkTo(page, target, key)
  await page.keyboard.press('Enter')
}

for (const width of [1280, 320]) {
  test(`by keyboard alone: from 枫桥经验 to its townships, a chart with a denominator, three passages and their sources, at ${width} px`, async ({
    page,
  }) => {
    test.setTimeout(60_000)
    await page.setViewportSize({ width, height: 900 })
    await page.goto('/')
    const box = page.getByRole('search').getByRole('combobox').first()
    await expect(box).toBeVisible()
    // The key is listened to from the first quiet moment on.
    await expect(async () => {
      await page.keyboard.press('/')
      await expect(box).toBeFocused({ timeout: 500 })
    }).toPass()
    await box.fill('')
    await page.keyboard.insertText('枫桥经验')
    await page.keyboard.press('Enter')
    await follow(page, page.getByRole('link', { name: /谁在做、何时起/ }))

    const main = page.getByRole('main')
    await expect(page.getByRole('heading', { level: 1, name: '枫桥经验' })).toBeFocused()
    await expect(main).toContainText(/\d+ 个有报告的乡镇中，\d+ 个写到已开展/)

    await follow(page, page.getByRole('button', { name: '看表格' }))
    await expect(page.getByRole('columnheader', { name: '有报告的篇数' })).toBeVisible()

    const townships = page.getByRole('region', { name: '乡镇与年份' })
    await walkTo(page, townships)
    await expect(townships.getByRole('columnheader', { name: /最早写到已开展/ })).toBeVisible()
    await expect(townships.getByRole('rowheader').first()).toBeVisible()

    const collect = main.locator('button[data-collect]')
    for (let i = 0; i < 3; i++) {
      await follow(page, collect.nth(i))
      await expect(collect.nth(i)).toHaveAttribute('aria-pressed', 'true')
    }

    // Without walking back through the page: the link that skips to the content is the first of it.
    await page.evaluate(() => scrollTo(0, 0))
    await follow(page, page.getByRole('banner').getByRole('link', { name: /引文篮（3）/ }), 'Shift+Tab')
    const items = page.getByRole('main').locator('[data-basket-item]')
    await expect(items).toHaveCount(3)
    for (let i = 0; i < 3; i++) {
      await expect(items.nth(i).getByRole('link').first()).toHaveAttribute('href', /^\/reports\/[^#]+#p=/)
      await expect(items.nth(i).locator('blockquote')).not.toBeEmpty()
    }
  })
}
