// Runs before the first paint, so that the chosen theme, size and language do not flash. Mirrors web/stores/settings.ts.
;(() => {
  const root = document.documentElement
  let saved = {}
  try {
    saved = JSON.parse(localStorage.getItem('qianmo:settings') || '{}')
  } catch {
    // Storage may be forbidden: the defaults hold.
  }
  const dark = saved.theme === 'dark' || (saved.theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  root.dataset.theme = dark ? 'dark' : 'light'
  root.dataset.size = saved.size || 'm'
  root.lang = saved.language === 'en' ? 'en' : 'zh-CN'
})()
