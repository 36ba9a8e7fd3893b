import type { Page } from '@playwright/test'
import { expect, expectAccessible, expectNoSideways, test } from './page.ts'

/**
 * One test a page: it has a title, is free of faults known to axe and does not scroll sideways: wide and light, then
 * narrow and dark, then in English; each change is made in the open page, as a reader makes it.
 */
export function holdsItsLooks(name: string, path: string, ready: (page: Page) => Promise<void>): void {
  test(`${name} is accessible and whole, wide and narrow, light and dark, in both languages`, async ({ page }) => {
    await page.setViewportSize({ width: 1280, height: 900 })
    await page.emulateMedia({ colorScheme: 'light' })
    await page.goto(path)
    await ready(page)
    await expect(page).toHaveTitle(/ · 阡陌$/)
    await expectAccessible(page)
    await expectNoSideways(page)

    await page.setViewportSize({ width: 320, height: 900 })
    await page.emulateMedia({ colorScheme: 'dark' })
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
    await expectNoSideways(page)
    await page.getByRole('button', { name: 'English' }).click()
    await expect(page.locator('html')).toHaveAttribute('lang', 'en')
    await expect(page).toHaveTitle(/ · Qianmo$/)
    await expectAccessible(page)
    await expectNoSideways(page)
  })
}
