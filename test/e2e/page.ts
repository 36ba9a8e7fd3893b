import { AxeBuilder } from '@axe-core/playwright'
import { test as base, expect, type Page } from '@playwright/test'

/** A page that fails the test when it asks anything of another host, or throws. */
export const test = base.extend<{ page: Page }>({
  page: async ({ page, baseURL }, use) => {
    const outside: string[] = []
    const errors: string[] = []
    await page.route('**/*', (route) => {
      const url = route.request().url()
      if (url.startsWith(baseURL ?? '') || url.startsWith('data:') || url.startsWith('blob:')) return route.continue()
      outside.push(url)
      return route.abort()
    })
    page.on('pageerror', (error) => errors.push(error.message))
    await use(page)
    expect(outside, 'requests to other hosts').toEqual([])
    expect(errors, 'errors in the page').toEqual([])
  },
})

/** No violation that axe knows of (WCAG 2.2 A and AA, and good practice). */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`),
  ).toEqual([])
}

/** Nothing sticks out to the right: the page does not scroll sideways. */
export async function expectNoSideways(page: Page): Promise<void> {
  const [scroll, client] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ])
  expect(scroll).toBeLessThanOrEqual(client as number)
}

export { expect, type Page }
