import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { HoldoutView } from '../../api/types';
import type { Palette } from '../../app/palette';
import { Chart } from '../../components/chart';
import { tipHead, tipRow, tooltip, xAxis, yAxis } from '../../components/chart-base';
import { EmptyTile } from '../../components/empty-tile';
import { Tile } from '../../components/tile';
import { useFormat } from '../../format/use-format';

/** Of those said to return with 30 %, did 30 % return? On the diagonal the model is honest. */
export function ReliabilityTile({ holdout, why }: { holdout: HoldoutView | null; why: string }) {
  const { t } = useTranslation('lifetime-value');
  const format = useFormat();
  const bins = useMemo(() => (holdout?.reliability ?? []).filter((bin) => bin.customers > 0), [holdout]);
  const option = useCallback(
    (c: Palette) => {
      const most = Math.max(...bins.map((bin) => bin.customers), 1);
      const share = (value: number) => format.percent(value, 0);
      return {
        grid: { left: 8, right: 24, top: 24, bottom: 32, containLabel: true },
        xAxis: xAxis(c, { name: t('lifetime-value:reliability.predicted'), min: 0, max: 1, format: share }),
        yAxis: yAxis(c, { name: t('lifetime-value:reliability.actual'), min: 0, max: 1, format: share }),
        tooltip: {
          ...tooltip(c),
          formatter: (item: unknown) => {
            const { dataIndex, seriesIndex } = item as { dataIndex: number; seriesIndex: number };
            const bin = seriesIndex === 0 ? bins[dataIndex] : undefined;
            if (!bin) return '';
            return (
              tipHead(`${share(bin.from)}–${share(bin.to)}`) +
              tipRow(c.quiet, t('lifetime-value:reliability.predicted'), format.percent(bin.predicted)) +
              tipRow(c.accent, t('lifetime-value:reliability.actual'), format.percent(bin.actual)) +
              tipRow(null, t('lifetime-value:reliability.customers'), format.exact(bin.customers, 0))
            );
          },
        },
        series: [
          {
            type: 'scatter' as const,
            // The area of a point is its number of customers.
            data: bins.map((bin) => ({
              value: [bin.predicted, bin.actual],
              symbolSize: 6 + 22 * Math.sqrt(bin.customers / most),
            })),
            itemStyle: { color: c.accent, opacity: 0.85, borderColor: c.surface },
          },
          {
            type: 'line' as const,
            silent: true,
            data: [
              [0, 0],
              [1, 1],
            ],
            showSymbol: false,
            lineStyle: { color: c.quiet, type: 'dashed' as const, width: 1 },
          },
        ],
      };
    },
    [bins, t, format],
  );
  return (
    <Tile
      id="lifetime-value-reliability"
      title={t('lifetime-value:reliability.title')}
      definition={t('lifetime-value:reliability.definition')}
      empty={bins.length === 0 ? <EmptyTile reason={why} /> : undefined}
      sheet={{
        columns: [
          t('lifetime-value:reliability.from'),
          t('lifetime-value:reliability.to'),
          t('lifetime-value:reliability.customers'),
          t('lifetime-value:reliability.predicted'),
          t('lifetime-value:reliability.actual'),
        ],
        rows: bins.map((bin) => [bin.from, bin.to, bin.customers, bin.predicted, bin.actual]),
      }}
    >
      <Chart label={t('lifetime-value:reliability.title')} option={option} marks={bins.length} />
    </Tile>
  );
}
