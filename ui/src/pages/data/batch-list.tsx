import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Popconfirm, Table } from 'antd';
import type { ColumnType } from 'antd/es/table';
import { useTranslation } from 'react-i18next';
import { client, unwrap } from '../../api/client';
import type { BatchView } from '../../api/types';
import { useProblemText } from '../../api/use-problem-text';
import { ImportReportView } from '../../components/import-report';
import { KEEP_INSIDE } from '../../components/popover-align';
import { useFormat } from '../../format/use-format';

/** Every import as one batch: its report below it, and the way to undo it. */
export function BatchList({ batches }: { batches: BatchView[] | undefined }) {
  const { t } = useTranslation('data');
  const format = useFormat();
  const cache = useQueryClient();
  const text = useProblemText();
  const { message } = App.useApp();

  const undo = async (id: string) => {
    try {
      await unwrap(client.POST('/api/v1/batches/{id}/undo', { params: { path: { id } } }));
      void message.success(t('data:undone'));
      await cache.invalidateQueries();
    } catch (error) {
      void message.error(text.problem(error).message);
    }
  };
  const number = (pick: (batch: BatchView) => number): Pick<ColumnType<BatchView>, 'align' | 'render'> => ({
    align: 'right',
    render: (_, batch) => format.exact(pick(batch), 0),
  });
  const columns: ColumnType<BatchView>[] = [
    { title: t('data:column.when'), render: (_, batch) => format.moment(batch.created_at), width: 176 },
    {
      title: t('data:column.table'),
      render: (_, batch) => t(`parts:table.${batch.table}`, { ns: 'parts', defaultValue: batch.table }),
    },
    {
      title: t('data:column.files'),
      render: (_, batch) => <span className="file-names">{batch.report.files.join(', ')}</span>,
    },
    { title: t('data:column.read'), ...number((batch) => batch.report.read) },
    { title: t('data:column.loaded'), ...number((batch) => batch.report.loaded) },
    { title: t('data:column.quarantined'), ...number((batch) => batch.report.quarantined) },
    {
      title: t('data:column.state'),
      render: (_, batch) => (
        <span className={batch.state === 'undone' ? 'tag' : 'tag good'}>
          {t(`data:state.${batch.state}`, { defaultValue: batch.state })}
        </span>
      ),
    },
    {
      key: 'undo',
      align: 'right',
      render: (_, batch) =>
        batch.state !== 'undone' && (
          <Popconfirm
            placement="topRight"
            align={KEEP_INSIDE}
            title={t('data:undo.title')}
            description={
              <span className="undo-text">
                {t('data:undo.text', {
                  text: format.exact(batch.report.loaded, 0),
                  count: batch.report.loaded,
                })}
              </span>
            }
            okText={t('data:undo.yes')}
            cancelText={t('data:undo.no')}
            onConfirm={() => undo(batch.id)}
          >
            <Button size="small" onClick={(event) => event.stopPropagation()}>
              {t('data:undo.button')}
            </Button>
          </Popconfirm>
        ),
    },
  ];
  return (
    <Table<BatchView>
      className="data-table"
      size="small"
      rowKey="id"
      loading={batches === undefined}
      columns={columns}
      dataSource={batches ?? []}
      pagination={false}
      scroll={{ x: 900 }}
      locale={{ emptyText: t('data:noImports') }}
      expandable={{
        expandRowByClick: true,
        expandedRowRender: (batch) => <ImportReportView report={batch.report} />,
      }}
    />
  );
}
