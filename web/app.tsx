import { ErrorBoundary, LocationProvider, lazy, Route, Router } from 'preact-iso'
import { Layout } from './components/Layout.tsx'
import { pageChanged } from './components/page.ts'
import { HelpPage } from './pages/HelpPage.tsx'
import { NotFoundPage } from './pages/NotFoundPage.tsx'
import { SearchPage } from './pages/SearchPage.tsx'

const ReaderPage = lazy(() => import('./pages/ReaderPage.tsx').then((m) => m.ReaderPage))
const PracticesPage = lazy(() => import('./pages/PracticesPage.tsx').then((m) => m.PracticesPage))
const PracticePage = lazy(() => import('./pages/PracticePage.tsx').then((m) => m.PracticePage))
const PlacesPage = lazy(() => import('./pages/PlacesPage.tsx').then((m) => m.PlacesPage))
const TownshipPage = lazy(() => import('./pages/TownshipPage.tsx').then((m) => m.TownshipPage))
const BasketPage = lazy(() => import('./pages/BasketPage.tsx').then((m) => m.BasketPage))
const IndicatorsPage = lazy(() => import('./pages/IndicatorsPage.tsx').then((m) => m.IndicatorsPage))
const CoveragePage = lazy(() => import('./pages/CoveragePage.tsx').then((m) => m.CoveragePage))
const MethodPage = lazy(() => import('./pages/MethodPage.tsx').then((m) => m.MethodPage))
const ComparePage = lazy(() => import('./pages/ComparePage.tsx').then((m) => m.ComparePage))
const ImportPage = lazy(() => import('./pages/ImportPage.tsx').then((m) => m.ImportPage))
const NamedPage = lazy(() => import('./pages/NamedPage.tsx').then((m) => m.NamedPage))

/** Every page and its address. */
export function App() {
  return (
    <LocationProvider>
      <Layout>
        <ErrorBoundary>
          <Router onRouteChange={() => setTimeout(pageChanged)}>
            <Route path="/" component={SearchPage} />
            <Route path="/reports/:id" component={ReaderPage} />
            <Route path="/practices" component={PracticesPage} />
            <Route path="/practices/:id" component={PracticePage} />
            <Route path="/places" component={PlacesPage} />
            <Route path="/places/:code" component={TownshipPage} />
            <Route path="/indicators" component={IndicatorsPage} />
            <Route path="/coverage" component={CoveragePage} />
            <Route path="/method" component={MethodPage} />
            <Route path="/named" component={NamedPage} />
            <Route path="/compare" component={ComparePage} />
            <Route path="/basket" component={BasketPage} />
            <Route path="/import" component={ImportPage} />
            <Route path="/help" component={HelpPage} />
            <Route default component={NotFoundPage} />
          </Router>
        </ErrorBoundary>
      </Layout>
    </LocationProvider>
  )
}
