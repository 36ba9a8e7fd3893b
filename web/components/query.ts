import { useMemo } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { withParams } from '../links.ts'

type Changes = Parameters<typeof withParams>[2]

/** The page's parameters as the address holds them, links that change some of them, and a way to go there. */
export const useQuery = (): {
  params: URLSearchParams
  to: (changes: Changes) => string
  go: (changes: Changes, replace?: boolean) => void
} => {
  const { url, path, route } = useLocation()
  const params = useMemo(() => new URL(url, location.origin).searchParams, [url])
  const to = (changes: Changes): string => withParams(path, params, changes)
  return {
    params,
    to,
    // Of the address itself: two changes may come before the page is drawn again.
    go: (changes, replace) => route(withParams(path, new URLSearchParams(location.search), changes), replace),
  }
}
