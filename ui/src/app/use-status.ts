import { useQuery } from '@tanstack/react-query';
import { queries } from '../api/queries';

/** Portfolio, tables and current run, as the frame has them. */
export function useStatus() {
  return useQuery(queries.status());
}

/** True where orders were imported; undefined until it is known. */
export function useHasOrders(): boolean | undefined {
  const { data } = useStatus();
  return data === undefined ? undefined : (data.tables.orders ?? 0) > 0;
}
