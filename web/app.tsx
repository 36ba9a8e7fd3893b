import { ErrorBoundary, LocationProvider, lazy, Route, Router } from 'preact-iso'
import { Layout } from './components/Layout.tsx'
import { focusPage } from './components/page.ts'
import { NotFoundPage } from './pages/NotFoundPage.tsx'
import { SearchPage } from './pages/SearchPage.tsx'

const ReaderPage = lazy(() => import('./pages/ReaderPage.tsx').then((m) => m.ReaderPage))
const HelpPage = lazy(() => import('./pages/HelpPage.tsx').then((m) => m.HelpPage))

/** Every page and its address. */
export function App() {
  return (
    <LocationProvider>
      <Layout>
        <ErrorBoundary>
          <Router onRouteChange={() => setTimeout(focusPage)}>
            <Route path="/" component={SearchPage} />
            <Route path="/reports/:id" component={ReaderPage} />
            <Route path="/help" component={HelpPage} />
            <Route default component={NotFoundPage} />
          </Router>
        </ErrorBoundary>
      </Layout>
    </LocationProvider>
  )
}
