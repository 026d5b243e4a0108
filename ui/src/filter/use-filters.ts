import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { cleanFilters } from './filter';
import type { PageSearch } from './search';

/** The text that is searched for in ids and names; it narrows every tile as the conditions do. */
export function useSearchText(): [string | undefined, (next: string | undefined) => void] {
  const { q } = useSearch({ strict: false }) as PageSearch;
  const navigate = useNavigate();
  return [q, (next) => void navigate({ to: '.', search: (old: PageSearch) => ({ ...old, q: next }) })];
}

/** The filter of the page as its address holds it, and how to change it. */
export function useFilters(): [string[], (next: string[]) => void] {
  const search = useSearch({ strict: false }) as PageSearch;
  const navigate = useNavigate();
  const filters = useMemo(() => cleanFilters(search.f ?? []), [search.f]);
  const set = (next: string[]) =>
    void navigate({
      to: '.',
      search: (old: PageSearch) => ({ ...old, f: next.length > 0 ? next : undefined }),
    });
  return [filters, set];
}
