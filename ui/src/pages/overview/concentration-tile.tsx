import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { OverviewView } from '../../api/types';
import type { Palette } from '../../app/palette';
import { Chart } from '../../components/chart';
import { tipHead, tipRow, tooltip, xAxis, yAxis } from '../../components/chart-base';
import { EmptyTile } from '../../components/empty-tile';
import { Tile } from '../../components/tile';
import { useFormat } from '../../format/use-format';

/** How few customers hold how much: best first, cumulated. */
export function ConcentrationTile({ points }: { points: OverviewView['pareto'] }) {
  const { t } = useTranslation('overview');
  const format = useFormat();
  const fifth = points.find((point) => point.customer_share >= 0.2);
  // Where some customers cost more than they bring, the best together hold more than all.
  const most = Math.max(1, ...points.map((point) => Math.max(point.value_share, point.revenue_share)));
  const option = useCallback(
    (c: Palette) => ({
      grid: { left: 8, right: 88, top: 16, bottom: 32, containLabel: true },
      xAxis: xAxis(c, { name: t('overview:pareto.x'), min: 0, max: 1, format: (v) => format.percent(v, 0) }),
      yAxis: yAxis(c, { min: 0, max: most > 1 ? undefined : 1, format: (v) => format.percent(v, 0) }),
      tooltip: {
        ...tooltip(c),
        trigger: 'axis' as const,
        formatter: (items: unknown) => {
          const index = (items as { dataIndex: number }[])[0]?.dataIndex ?? 0;
          const point = points[index];
          if (!point) return '';
          return (
            tipHead(t('overview:pareto.best', { share: format.percent(point.customer_share, 0) })) +
            tipRow(c.accent, t('overview:pareto.value'), format.percent(point.value_share)) +
            tipRow(c.quiet, t('overview:pareto.revenue'), format.percent(point.revenue_share))
          );
        },
      },
      series: [
        {
          type: 'line' as const,
          name: t('overview:pareto.value'),
          data: points.map((point) => [point.customer_share, point.value_share]),
          showSymbol: false,
          lineStyle: { width: 2.5, color: c.accent },
          itemStyle: { color: c.accent },
          areaStyle: { color: c.accent, opacity: 0.08 },
          endLabel: { show: true, formatter: '{a}', color: c.accent, distance: 6, offset: [0, -8] },
        },
        {
          type: 'line' as const,
          name: t('overview:pareto.revenue'),
          data: points.map((point) => [point.customer_share, point.revenue_share]),
          showSymbol: false,
          lineStyle: { width: 1.5, color: c.quiet },
          itemStyle: { color: c.quiet },
          endLabel: { show: true, formatter: '{a}', color: c.muted, distance: 6, offset: [0, 8] },
        },
      ],
    }),
    [points, most, t, format],
  );
  return (
    <Tile
      id="overview-concentration"
      title={t('overview:pareto.title')}
      definition={t('overview:pareto.definition')}
      note={fifth ? t('overview:pareto.note', { share: format.percent(fifth.value_share, 0) }) : undefined}
      empty={points.length === 0 ? <EmptyTile /> : undefined}
      sheet={{
        columns: [t('overview:pareto.x'), t('overview:pareto.value'), t('overview:pareto.revenue')],
        rows: points.map((point) => [point.customer_share, point.value_share, point.revenue_share]),
      }}
    >
      <Chart label={t('overview:pareto.title')} option={option} marks={points.length} />
    </Tile>
  );
}
