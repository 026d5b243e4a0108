/** What the address of a page may hold; every page reads the part it knows. */
export interface PageSearch {
  f?: string[];
  q?: string;
  sort?: string;
  columns?: string;
  open?: string;
  scheme?: string;
  tab?: string;
  table?: string;
  batch?: string;
  card?: string;
  costs?: string;
  customer?: string;
  view?: string;
  survey?: string;
  wave?: string;
}

const TEXTS = [
  'q',
  'sort',
  'columns',
  'open',
  'scheme',
  'tab',
  'table',
  'batch',
  'card',
  'costs',
  'customer',
  'view',
  'survey',
  'wave',
] as const;

/** What another page is asked to show: these conditions, and the search text that narrows this page too. */
export function narrowed(here: PageSearch, f: string[]): PageSearch {
  return { f: f.length > 0 ? f : undefined, q: here.q };
}

/** Reads the query of an address: `f` repeats, everything else is one text. */
export function parseSearch(query: string): PageSearch {
  const params = new URLSearchParams(query);
  const search: PageSearch = {};
  const f = params.getAll('f').filter((text) => text !== '');
  if (f.length > 0) search.f = f;
  for (const key of TEXTS) {
    const value = params.get(key);
    if (value !== null && value !== '') search[key] = value;
  }
  return search;
}

/** Writes the query of an address, with `?` where there is anything to say. */
export function writeSearch(search: PageSearch): string {
  const params = new URLSearchParams();
  for (const text of search.f ?? []) params.append('f', text);
  for (const key of TEXTS) {
    const value = search[key];
    if (value !== undefined && value !== '') params.set(key, value);
  }
  // Colons, bars and commas are harmless in a query and read better as they are.
  const query = params.toString().replaceAll('%3A', ':').replaceAll('%7C', '|').replaceAll('%2C', ',');
  return query === '' ? '' : `?${query}`;
}
