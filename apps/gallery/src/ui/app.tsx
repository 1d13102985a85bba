import type { PersonId } from '@kith/core/people';
import type { PhotoId } from '@kith/core/photo';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useState } from 'react';
import { Redirect, Route, Router, Switch } from 'wouter';

import type { GalleryApi } from '../api/gallery-api.js';
import { ApiContext, useApi } from './data/api-context.js';
import { hashLocation, useHashSearch } from './data/hash-location.js';
import { useLive } from './data/use-live.js';
import { useRead } from './data/use-read.js';
import { ClosedPage } from './pages/closed-page.js';
import { FailedPage } from './pages/failed-page.js';
import { FirstRun } from './pages/first-run.js';
import { HistoryPage } from './pages/history-page.js';
import { InsightPage } from './pages/insight-page.js';
import { LockedPage } from './pages/locked-page.js';
import { PeoplePage } from './pages/people-page.js';
import { PersonPage } from './pages/person-page.js';
import { PhotoPage } from './pages/photo-page.js';
import { PhotosPage } from './pages/photos-page.js';
import { ReviewPage } from './pages/review-page.js';
import { SettingsPage } from './pages/settings-page.js';
import { Shell } from './parts/shell.js';
import { Toasts } from './parts/toasts.js';

/** The whole page over one GalleryApi, wherever that runs. */
export function App({ api }: { readonly api: GalleryApi }) {
  const [client] = useState(
    () =>
      new QueryClient({
        defaultOptions: { queries: { staleTime: 30_000, retry: false, refetchOnWindowFocus: false } },
      }),
  );
  return (
    <ApiContext.Provider value={api}>
      <QueryClientProvider client={client}>
        <Toasts>
          <Router hook={hashLocation} searchHook={useHashSearch}>
            <Entrance />
          </Router>
        </Toasts>
      </QueryClientProvider>
    </ApiContext.Provider>
  );
}

function Entrance() {
  const api = useApi();
  const about = useRead('about', {});
  const scan = useRead('scan', {}, { enabled: about.data?.agreed === true });
  const [started, setStarted] = useState(false);
  // A library inside the page has no password: what keeps it shut is something else.
  if (about.error && api.addFiles) return <ClosedPage reason={about.error.message} />;
  if (about.error) return <LockedPage reason={about.error.message} />;
  if (about.data === undefined) return null;
  if (!about.data.agreed) return <FirstRun about={about.data} onStart={() => {}} />;
  if (scan.data === undefined) return null;
  const fresh = about.data.photos === 0 && scan.data.state === 'idle' && scan.data.progress === null;
  if (fresh && !started) return <FirstRun about={about.data} onStart={() => setStarted(true)} />;
  return <Pages />;
}

function Pages() {
  useLive();
  return (
    <Shell>
      <Switch>
        <Route path="/">
          <PeoplePage />
        </Route>
        <Route path="/person/:id">{({ id }) => <PersonPage key={id} id={id as PersonId} />}</Route>
        <Route path="/photo/:id">{({ id }) => <PhotoPage key={id} id={id as PhotoId} />}</Route>
        <Route path="/photos">
          <PhotosPage />
        </Route>
        <Route path="/review">
          <ReviewPage />
        </Route>
        <Route path="/history">
          <HistoryPage />
        </Route>
        <Route path="/failed">
          <FailedPage />
        </Route>
        <Route path="/insight">
          <InsightPage />
        </Route>
        <Route path="/settings">
          <SettingsPage />
        </Route>
        <Route>
          <Redirect to="/" />
        </Route>
      </Switch>
    </Shell>
  );
}
