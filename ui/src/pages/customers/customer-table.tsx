import type { CustomersPage } from '../../api/types';
import { DataTable } from '../../components/data-table';
import type { Cell } from '../../format/measure';
import { Pager } from './pager';
import { LIMIT, type Trail } from './use-trail';

interface CustomerTableProps {
  page: CustomersPage | undefined;
  columns: string[];
  sort: string;
  loading: boolean;
  trail: Trail;
  onSort: (sort: string) => void;
  onOpen: (id: string) => void;
}

/** One page of the base and the way to the next. */
export function CustomerTable({ page, columns, sort, loading, trail, onSort, onOpen }: CustomerTableProps) {
  const rows = (page?.rows ?? []).map((values) => {
    const cells: Record<string, Cell> = Object.fromEntries(
      (page?.columns ?? []).map((id, index) => [id, values[index]]),
    );
    return { key: String(values[0]), cells };
  });
  const next = page?.next;
  return (
    <>
      <DataTable
        columns={columns}
        rows={rows}
        sort={sort}
        loading={loading}
        onSort={onSort}
        onOpen={onOpen}
      />
      <Pager
        first={trail.cursors.length * LIMIT + 1}
        shown={rows.length}
        total={page?.total ?? 0}
        busy={loading}
        onBack={trail.cursors.length > 0 ? trail.back : undefined}
        onNext={next == null ? undefined : () => trail.forth(next)}
      />
    </>
  );
}
