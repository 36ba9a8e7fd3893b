import { join } from 'node:path'
import preact from '@preact/preset-vite'
import { defineConfig } from 'vitest/config'

/** One configuration for the page build (`vite build --config web/vite.config.ts`) and for the tests (`vitest run --config …`). */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [preact()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: ['chrome100', 'edge100', 'firefox100', 'safari15.4'],
    // The content security policy allows no data: addresses.
    assetsInlineLimit: 0,
  },
  server: { host: '127.0.0.1', proxy: { '/api': `http://127.0.0.1:${process.env.PORT ?? 8787}` } },
  test: {
    root: join(import.meta.dirname, '..'),
    include: ['test/**/*.test.{ts,tsx}'],
    exclude: ['**/node_modules/**', 'test/e2e/**'],
    // Generous: a slow machine is no failure. Speed is measured in test/bench/.
    testTimeout: 120_000,
    hookTimeout: 180_000,
  },
})
