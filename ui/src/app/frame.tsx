import { Outlet, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PageSkeleton } from '../components/page-skeleton';
import { JobBar } from './job-bar';
import { JobProvider } from './job-provider';
import { Navigation } from './navigation';
import { SearchDialog } from './search-dialog';
import { StaleBar } from './stale-bar';
import { TopBar } from './top-bar';
import './frame.css';

const AntdProvider = lazy(() => import('./antd-provider'));

/** Navigation, top bar and the page. */
export function Frame() {
  const { t } = useTranslation('app');
  const [menu, setMenu] = useState(false);
  const [search, setSearch] = useState(false);
  const path = useRouterState({ select: (state) => state.location.pathname });

  // A new page closes the menu.
  useEffect(() => setMenu(false), [path]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        setSearch(true);
      }
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);

  return (
    <JobProvider>
      <a className="skip-link" href="#page">
        {t('app:skip')}
      </a>
      <div className="frame">
        <Navigation open={menu} onClose={() => setMenu(false)} />
        <div className="frame-body">
          <TopBar onMenu={() => setMenu(true)} onSearch={() => setSearch(true)} />
          <StaleBar />
          <main id="page" tabIndex={-1}>
            <Suspense fallback={<PageSkeleton />}>
              <AntdProvider>
                <Outlet />
              </AntdProvider>
            </Suspense>
          </main>
        </div>
      </div>
      {search && <SearchDialog onClose={() => setSearch(false)} />}
      <JobBar />
    </JobProvider>
  );
}
