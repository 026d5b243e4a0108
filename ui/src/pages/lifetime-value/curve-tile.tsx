import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { LifetimeValueView } from '../../api/types';
import type { Palette } from '../../app/palette';
import { Chart } from '../../components/chart';
import { tipHead, tipRow, tooltip, xAxis, yAxis } from '../../components/chart-base';
import { EmptyTile } from '../../components/empty-tile';
import { Tile } from '../../components/tile';
import { useFormat } from '../../format/use-format';

/** Discounted contribution of the whole base, cumulated month by month, with its band. */
export function CurveTile({ points }: { points: LifetimeValueView['curve'] }) {
  const { t } = useTranslation('lifetime-value');
  const format = useFormat();
  const option = useCallback(
    (c: Palette) => {
      const banded = points.every((point) => point.low != null && point.high != null);
      const loses = points.some((point) => point.value < 0 || (point.low ?? 0) < 0);
      const line = { type: 'line' as const, showSymbol: false };
      const band = {
        ...line,
        stack: 'band',
        // A band may begin below zero.
        stackStrategy: 'all' as const,
        silent: true,
        lineStyle: { opacity: 0 },
        tooltip: { show: false },
      };
      return {
        grid: { left: 8, right: 16, top: 24, bottom: 32, containLabel: true },
        xAxis: xAxis(c, {
          name: t('lifetime-value:curve.x'),
          data: points.map((point) => String(point.months)),
        }),
        yAxis: yAxis(c, {
          name: format.currency,
          min: loses ? undefined : 0,
          format: (v) => format.compact(v),
        }),
        tooltip: {
          ...tooltip(c),
          trigger: 'axis' as const,
          formatter: (items: unknown) => {
            const point = points[(items as { dataIndex: number }[])[0]?.dataIndex ?? 0];
            if (!point) return '';
            const interval = format.range(point.low, point.high);
            return (
              tipHead(t('lifetime-value:curve.months', { count: point.months })) +
              tipRow(c.accent, t('lifetime-value:curve.value'), format.money(point.value)) +
              (interval ? tipRow(null, t('lifetime-value:curve.interval'), interval) : '')
            );
          },
        },
        series: [
          {
            ...line,
            data: points.map((point) => point.value),
            lineStyle: { width: 2.5, color: c.accent },
            itemStyle: { color: c.accent },
            z: 3,
          },
          ...(banded
            ? [
                { ...band, data: points.map((point) => point.low ?? 0) },
                {
                  ...band,
                  data: points.map((point) => (point.high ?? 0) - (point.low ?? 0)),
                  areaStyle: { color: c.accent, opacity: 0.16 },
                },
              ]
            : []),
        ],
      };
    },
    [points, t, format],
  );
  return (
    <Tile
      id="lifetime-value-curve"
      title={t('lifetime-value:curve.title')}
      definition={t('lifetime-value:curve.definition')}
      empty={points.length === 0 ? <EmptyTile reason={t('lifetime-value:noModel')} /> : undefined}
      sheet={{
        columns: [
          t('lifetime-value:curve.x'),
          `${t('lifetime-value:curve.value')}, ${format.currency}`,
          t('lifetime-value:curve.low'),
          t('lifetime-value:curve.high'),
        ],
        rows: points.map((point) => [point.months, point.value, point.low ?? null, point.high ?? null]),
      }}
    >
      <Chart label={t('lifetime-value:curve.title')} option={option} marks={points.length} />
    </Tile>
  );
}
