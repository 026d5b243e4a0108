import { Segmented } from 'antd';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OverviewView } from '../../api/types';
import type { Palette } from '../../app/palette';
import { Chart } from '../../components/chart';
import { tipHead, tipRow, tooltip, xAxis, yAxis } from '../../components/chart-base';
import { EmptyTile } from '../../components/empty-tile';
import { Tile } from '../../components/tile';
import { useFormat } from '../../format/use-format';

/** The ledger month by month: money, or who bought. The whole base, whatever the filter. */
export function MonthsTile({ months }: { months: OverviewView['months'] }) {
  const { t } = useTranslation('overview');
  const format = useFormat();
  const money = months.some((month) => month.revenue != null);
  const [shown, setShown] = useState(money ? 'money' : 'buyers');
  const option = useCallback(
    (c: Palette) => {
      const bar = (name: string, values: (number | null)[], color: string) => ({
        type: 'bar' as const,
        name,
        stack: 'all',
        data: values,
        barCategoryGap: '20%',
        itemStyle: { color },
      });
      const series =
        shown === 'money'
          ? [
              bar(
                t('overview:months.revenue'),
                months.map((m) => m.revenue ?? null),
                c.accent,
              ),
              bar(
                t('overview:months.unattributed'),
                months.map((m) => m.unattributed_revenue || null),
                c.quiet,
              ),
              bar(
                t('overview:months.returns'),
                months.map((m) => (m.returns ? -m.returns : null)),
                c.loss,
              ),
            ]
          : [
              bar(
                t('overview:months.known'),
                months.map((m) => m.buyers - m.new_customers),
                c.accent,
              ),
              bar(
                t('overview:months.new'),
                months.map((m) => m.new_customers),
                c.attention,
              ),
            ];
      return {
        grid: { left: 8, right: 8, top: 32, bottom: 8, containLabel: true },
        legend: {
          top: 0,
          right: 0,
          icon: 'rect',
          itemWidth: 8,
          itemHeight: 8,
          textStyle: { color: c.muted },
        },
        xAxis: xAxis(c, { data: months.map((m) => format.month(m.month)) }),
        yAxis: yAxis(c, {
          name: shown === 'money' ? format.currency : undefined,
          format: (v) => format.compact(v),
        }),
        tooltip: {
          ...tooltip(c),
          trigger: 'axis' as const,
          formatter: (items: unknown) => {
            const list = items as {
              seriesName: string;
              value: number | null;
              color: string;
              name: string;
              dataIndex: number;
            }[];
            const orders = months[list[0]?.dataIndex ?? 0]?.orders;
            return (
              tipHead(list[0]?.name ?? '') +
              list
                .filter((item) => item.value !== null && item.value !== undefined)
                .map((item) =>
                  tipRow(
                    item.color,
                    item.seriesName,
                    shown === 'money' ? format.money(item.value) : format.exact(item.value, 0),
                  ),
                )
                .join('') +
              tipRow(null, t('overview:months.orders'), format.exact(orders, 0))
            );
          },
        },
        // What a ledger never has (returns, say) needs no entry in the legend.
        series: series.filter((one) => one.data.some((value) => value !== null && value !== 0)),
      };
    },
    [months, shown, t, format],
  );
  return (
    <Tile
      id="overview-months"
      title={t('overview:months.title')}
      definition={t('overview:months.definition')}
      empty={months.length === 0 ? <EmptyTile table="orders" /> : undefined}
      tools={
        money && (
          <Segmented
            size="small"
            value={shown}
            onChange={setShown}
            options={[
              { value: 'money', label: t('overview:months.money') },
              { value: 'buyers', label: t('overview:months.buyers') },
            ]}
          />
        )
      }
      sheet={{
        columns: [
          t('overview:months.month'),
          t('overview:months.revenue'),
          t('overview:months.returns'),
          t('overview:months.unattributed'),
          t('overview:months.orders'),
          t('overview:months.buyers'),
          t('overview:months.new'),
        ],
        rows: months.map((m) => [
          m.month,
          m.revenue ?? null,
          m.returns ?? null,
          m.unattributed_revenue ?? null,
          m.orders,
          m.buyers,
          m.new_customers,
        ]),
      }}
    >
      <Chart label={t('overview:months.title')} option={option} marks={months.length} />
    </Tile>
  );
}
