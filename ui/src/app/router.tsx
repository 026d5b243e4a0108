import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { type PageSearch, parseSearch, writeSearch } from '../filter/search';
import { Frame } from './frame';
import { NotFound } from './not-found';
import { PageFailure } from './page-failure';
import { PAGES } from './pages';

const root = createRootRoute({ component: Frame, notFoundComponent: NotFound });

const routes = PAGES.map((page) =>
  createRoute({
    getParentRoute: () => root,
    path: page.path,
    validateSearch: (search: PageSearch): PageSearch => search,
    component: lazyRouteComponent(page.load),
    errorComponent: PageFailure,
  }),
);

/** Addresses of all pages; the query part is written as `filter/search` says. */
export const router = createRouter({
  routeTree: root.addChildren(routes),
  parseSearch: (query) => parseSearch(query),
  stringifySearch: (search) => writeSearch(search as PageSearch),
  defaultPreload: 'intent',
  scrollRestoration: true,
});
