import { useQuery } from '@tanstack/react-query';
import { Button, Input, Table } from 'antd';
import type { ColumnType } from 'antd/es/table';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queries } from '../../api/queries';
import type { RunView } from '../../api/types';
import { useJobs } from '../../app/job-provider';
import { useHasOrders, useStatus } from '../../app/use-status';
import { Failure } from '../../components/failure';
import { useFormat } from '../../format/use-format';

/** Every valuation, newest first, and the way to make another at a date of one's choice. */
export function Valuations() {
  const { t } = useTranslation(['data', 'lifetime-value']);
  const format = useFormat();
  const jobs = useJobs();
  const hasOrders = useHasOrders();
  const current = useStatus().data?.current_run?.id;
  const runs = useQuery(queries.runs());
  const [asOf, setAsOf] = useState('');
  const columns: ColumnType<RunView>[] = [
    {
      title: t('data:run.asOf'),
      render: (_, run) => (
        <>
          {format.day(run.as_of)}{' '}
          {run.id === current && <span className="tag good">{t('data:run.shown')}</span>}
        </>
      ),
    },
    { title: t('data:run.made'), render: (_, run) => format.moment(run.created_at) },
    { title: t('data:run.customers'), align: 'right', render: (_, run) => format.exact(run.customers, 0) },
    {
      title: t('data:run.model'),
      render: (_, run) =>
        t(`lifetime-value:contestant.${run.model}`, { ns: 'lifetime-value', defaultValue: run.model }),
    },
    {
      title: t('data:run.horizon'),
      align: 'right',
      render: (_, run) =>
        t('data:run.days', { count: run.horizon_days, text: format.exact(run.horizon_days, 0) }),
    },
    { title: t('data:run.rate'), align: 'right', render: (_, run) => format.percent(run.discount_rate) },
    {
      title: `${t('data:run.equity')}, ${format.currency}`,
      align: 'right',
      render: (_, run) => {
        const interval = format.range(run.customer_equity_low, run.customer_equity_high);
        return (
          <span title={format.moneyExact(run.customer_equity)}>
            {format.compact(run.customer_equity)} {interval && <span className="muted">({interval})</span>}
          </span>
        );
      },
    },
  ];
  return (
    <section className="quarantine">
      <form
        className="quarantine-tools"
        onSubmit={(event) => {
          event.preventDefault();
          void jobs.value(asOf ? { as_of: asOf } : {});
        }}
      >
        <label htmlFor="run-as-of">{t('data:run.at')}</label>
        <Input
          id="run-as-of"
          type="date"
          className="run-date"
          value={asOf}
          onChange={(event) => setAsOf(event.target.value)}
        />
        <Button
          type="primary"
          htmlType="submit"
          disabled={!hasOrders}
          loading={jobs.job?.state === 'running'}
        >
          {t('data:run.start')}
        </Button>
        <span className="muted">{t('data:run.default')}</span>
      </form>
      {runs.error ? (
        <Failure error={runs.error} retry={() => void runs.refetch()} />
      ) : (
        <Table<RunView>
          className="data-table"
          size="small"
          rowKey="id"
          loading={runs.isPending}
          columns={columns}
          dataSource={runs.data ?? []}
          pagination={{ pageSize: 20, hideOnSinglePage: true }}
          scroll={{ x: 900 }}
          locale={{ emptyText: t('data:run.none') }}
        />
      )}
    </section>
  );
}
