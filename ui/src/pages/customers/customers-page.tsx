import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Drawer } from 'antd';
import { useTranslation } from 'react-i18next';
import { queries } from '../../api/queries';
import { useStatus } from '../../app/use-status';
import { Failure } from '../../components/failure';
import { FilterBar } from '../../components/filter-bar';
import { Gate } from '../../components/gate';
import { Page } from '../../components/page';
import type { PageSearch } from '../../filter/search';
import { useFilters } from '../../filter/use-filters';
import { CustomerPortrait } from '../customer/customer-portrait';
import { CustomerTable } from './customer-table';
import { CustomersSentence } from './customers-sentence';
import { ExportMenu } from './export-menu';
import { TableTools } from './table-tools';
import { useColumns } from './use-columns';
import { LIMIT, useTrail } from './use-trail';
import './customers.css';

/** The whole base: search, filter, sort, columns, saved views, export. */
export default function CustomersPage() {
  const { t } = useTranslation('customers');
  const status = useStatus();
  return (
    <Gate title={t('customers:title')} query={status}>
      {() => <Content />}
    </Gate>
  );
}

function Content() {
  const { t } = useTranslation('customers');
  const search = useSearch({ strict: false }) as PageSearch;
  const navigate = useNavigate();
  const [filters] = useFilters();
  const [columns] = useColumns();
  const sort = search.sort ?? '-customer_value';
  const trail = useTrail(JSON.stringify([filters, search.q, sort]));
  const query = useQuery(
    queries.customers({ columns, f: filters, q: search.q, sort, limit: LIMIT, after: trail.cursors.at(-1) }),
  );
  const change = (next: PageSearch) =>
    void navigate({ to: '/customers', search: (old: PageSearch) => ({ ...old, ...next }) });
  return (
    <Page
      title={t('customers:title')}
      sentence={query.data && !query.error && <CustomersSentence total={query.data.total} q={search.q} />}
      actions={<ExportMenu columns={columns} f={filters} q={search.q} sort={sort} />}
      filter={<FilterBar />}
    >
      <section className="customers-table" aria-label={t('customers:title')}>
        <TableTools key={search.q} sort={sort} />
        {query.error ? (
          <Failure error={query.error} retry={() => void query.refetch()} />
        ) : (
          <CustomerTable
            page={query.data}
            columns={columns}
            sort={sort}
            loading={query.isPlaceholderData || query.isPending}
            trail={trail}
            onSort={(next) => change({ sort: next })}
            onOpen={(id) => change({ open: id })}
          />
        )}
      </section>
      <Drawer
        open={search.open !== undefined}
        onClose={() => change({ open: undefined })}
        size={760}
        title={null}
        closable={false}
        destroyOnHidden
      >
        {search.open !== undefined && (
          <CustomerPortrait id={search.open} onClose={() => change({ open: undefined })} />
        )}
      </Drawer>
    </Page>
  );
}
