import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useCatalogue } from '../../api/use-catalogue';
import { recallList, remember } from '../../app/memory';
import type { PageSearch } from '../../filter/search';

const KEY = 'patron.customer-columns';

const DEFAULT = [
  'customer_id',
  'rfm_segment',
  'customer_value',
  'residual_value',
  'probability_return',
  'expected_purchases',
  'realised_value',
  'orders',
  'days_idle',
  'last_purchase',
  'abc_class',
];

/** Makes columns the ones this browser begins with; null forgets them. */
export function keepColumns(columns: string[] | null): void {
  remember(KEY, columns === null ? null : JSON.stringify(columns));
}

/** Columns of the table: those of the address, else those this browser last used, else a good start. */
export function useColumns(): [string[], (next: string[] | null) => void] {
  const search = useSearch({ strict: false }) as PageSearch;
  const navigate = useNavigate();
  const { attributes } = useCatalogue();
  const columns = useMemo(() => {
    const kept = search.columns ? search.columns.split(',') : recallList(KEY);
    const chosen = kept.filter((id) => id !== '' && id !== 'customer_id');
    if (chosen.length > 0) return ['customer_id', ...new Set(chosen)];
    const named = attributes.some((attribute) => attribute.id === 'name');
    return named ? DEFAULT.toSpliced(1, 0, 'name') : DEFAULT;
  }, [search.columns, attributes]);
  const show = (next: string[] | null) => {
    keepColumns(next);
    void navigate({
      to: '.',
      search: (old: PageSearch) => ({ ...old, columns: next?.join(',') }),
      replace: true,
    });
  };
  return [columns, show];
}
