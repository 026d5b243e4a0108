import { UploadOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Tabs } from 'antd';
import { Trans, useTranslation } from 'react-i18next';
import { queries } from '../../api/queries';
import { useStatus } from '../../app/use-status';
import { Failure } from '../../components/failure';
import { Figure, Figures } from '../../components/figure';
import { Page } from '../../components/page';
import type { PageSearch } from '../../filter/search';
import { useFormat } from '../../format/use-format';
import { BatchList } from './batch-list';
import { QuarantineList } from './quarantine-list';
import { Valuations } from './valuations';
import './data.css';

/** What was imported, what was put aside, and the valuations made of it. */
export default function DataPage() {
  const { t } = useTranslation('data');
  const format = useFormat();
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as PageSearch;
  const status = useStatus();
  const batches = useQuery(queries.batches());
  const tables = Object.entries(status.data?.tables ?? {})
    .map(([table, rows]) => ({ table, rows }))
    .filter(({ rows }) => rows > 0);
  const live = (batches.data ?? []).filter((batch) => batch.state !== 'undone');
  // rows that came back corrected wait no longer, so the reports of the imports do not say
  const waiting = useQuery(queries.quarantine(undefined, 0, 1));
  const aside = waiting.data?.total ?? 0;
  const orders = live.filter((batch) => batch.table === 'orders');
  const days = orders
    .flatMap((batch) => [batch.report.first_on, batch.report.last_on])
    .filter((day) => day != null);
  const [first, last] = [days.sort()[0], days.sort().at(-1)];
  const key =
    tables.length === 0 ? 'data:sentence.none' : aside > 0 ? 'data:sentence.aside' : 'data:sentence.clean';
  return (
    <Page
      title={t('data:title')}
      sentence={
        status.data && batches.data && waiting.data ? (
          <Trans
            t={t}
            i18nKey={key}
            values={{
              rows: format.count(tables.reduce((sum, { rows }) => sum + rows, 0)),
              from: format.day(first),
              to: format.day(last),
              aside: format.exact(aside, 0),
            }}
            components={{ b: <b />, w: <b className="warn" /> }}
          />
        ) : undefined
      }
      actions={
        <Link to="/data/import">
          <Button type="primary" icon={<UploadOutlined aria-hidden />}>
            {t('data:import')}
          </Button>
        </Link>
      }
      figures={
        tables.length > 0 && (
          <Figures>
            {tables.slice(0, 5).map(({ table, rows }) => (
              <Figure
                key={table}
                label={t(`parts:table.${table}`, { ns: 'parts', defaultValue: table })}
                value={format.count(rows)}
                exact={format.exact(rows, 0)}
                note={t('data:figure.rows')}
              />
            ))}
          </Figures>
        )
      }
    >
      {batches.error ? (
        <Failure error={batches.error} retry={() => void batches.refetch()} />
      ) : (
        <Tabs
          activeKey={search.tab ?? 'imports'}
          onChange={(tab) => void navigate({ to: '/data', search: { tab } })}
          items={[
            { key: 'imports', label: t('data:tab.imports'), children: <BatchList batches={batches.data} /> },
            {
              key: 'quarantine',
              label: t('data:tab.quarantine', { text: format.exact(aside, 0) }),
              children: <QuarantineList batches={batches.data ?? []} />,
            },
            { key: 'valuations', label: t('data:tab.valuations'), children: <Valuations /> },
          ]}
        />
      )}
    </Page>
  );
}
