import { DownloadOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Pagination, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queries } from '../../api/queries';
import type { BatchView } from '../../api/types';
import { Failure } from '../../components/failure';
import { RejectTable } from '../../components/reject-table';
import { download } from '../../components/sheet';
import type { PageSearch } from '../../filter/search';
import { useFormat } from '../../format/use-format';

const LIMIT = 50;

/** Rows that were put aside, with the reason, to be corrected and brought again. */
export function QuarantineList({ batches }: { batches: BatchView[] }) {
  const { t } = useTranslation('data');
  const format = useFormat();
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as PageSearch;
  const [page, setPage] = useState(1);
  const query = useQuery(queries.quarantine(search.batch, (page - 1) * LIMIT, LIMIT));
  const sources = batches.filter((batch) => batch.state !== 'undone' && batch.report.quarantined > 0);
  const chosen = search.batch ?? (sources.length === 1 ? sources[0]?.id : undefined);
  return (
    <section className="quarantine">
      <div className="quarantine-tools">
        <Select
          allowClear
          className="quarantine-batch"
          aria-label={t('data:quarantine.batch')}
          placeholder={t('data:quarantine.all')}
          value={search.batch}
          popupMatchSelectWidth={false}
          options={sources.map((batch) => ({
            value: batch.id,
            label: `${batch.report.files.join(', ')} · ${format.moment(batch.created_at)}`,
          }))}
          onChange={(batch: string | undefined) => {
            setPage(1);
            void navigate({ to: '/data', search: { tab: 'quarantine', batch } });
          }}
        />
        <Button
          icon={<DownloadOutlined aria-hidden />}
          disabled={chosen === undefined}
          title={chosen === undefined ? t('data:quarantine.choose') : undefined}
          onClick={() =>
            chosen && download('quarantine.csv', `/api/v1/quarantine/${encodeURIComponent(chosen)}/export`)
          }
        >
          {t('data:quarantine.export')}
        </Button>
      </div>
      <p className="muted">{t('data:quarantine.how')}</p>
      {query.error ? (
        <Failure error={query.error} retry={() => void query.refetch()} />
      ) : (
        <div className="panel">
          <RejectTable rows={query.data?.rows ?? []} />
        </div>
      )}
      <Pagination
        align="end"
        hideOnSinglePage
        current={page}
        pageSize={LIMIT}
        showSizeChanger={false}
        total={query.data?.total ?? 0}
        onChange={setPage}
      />
    </section>
  );
}
