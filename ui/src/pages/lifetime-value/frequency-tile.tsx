import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { LifetimeValueView } from '../../api/types';
import type { Palette } from '../../app/palette';
import { Chart } from '../../components/chart';
import { tipHead, tipRow, tooltip, xAxis, yAxis } from '../../components/chart-base';
import { EmptyTile } from '../../components/empty-tile';
import { Tile } from '../../components/tile';
import { useFormat } from '../../format/use-format';

interface FrequencyTileProps {
  id: string;
  /** `fit`: customers by repeat purchases; `holdout`: mean purchases in the weeks not seen */
  kind: 'fit' | 'holdout';
  bars: LifetimeValueView['frequency'];
}

/** Observed against expected by number of repeat purchases. */
export function FrequencyTile({ id, kind, bars }: FrequencyTileProps) {
  const { t } = useTranslation('lifetime-value');
  const format = useFormat();
  const option = useCallback(
    (c: Palette) => {
      const names = bars.map((bar) => (bar.and_more ? `${bar.frequency}+` : String(bar.frequency)));
      const one = (name: string, values: number[], color: string) => ({
        type: 'bar' as const,
        name,
        data: values,
        barGap: '10%',
        barCategoryGap: '30%',
        itemStyle: { color, borderRadius: [2, 2, 0, 0] },
      });
      const show = (value: number) =>
        kind === 'fit' ? format.exact(value, 0) : format.significant(value, 3);
      return {
        grid: { left: 8, right: 8, top: 36, bottom: 32, containLabel: true },
        legend: { top: 0, left: 0, icon: 'rect', itemWidth: 8, itemHeight: 8, textStyle: { color: c.muted } },
        xAxis: xAxis(c, { name: t('lifetime-value:frequency.x'), data: names }),
        yAxis: yAxis(c, { format: (v) => format.compact(v) }),
        tooltip: {
          ...tooltip(c),
          trigger: 'axis' as const,
          formatter: (items: unknown) => {
            const list = items as {
              seriesName: string;
              value: number;
              color: string;
              name: string;
              dataIndex: number;
            }[];
            const bar = bars[list[0]?.dataIndex ?? 0];
            return (
              tipHead(`${t('lifetime-value:frequency.x')}: ${list[0]?.name ?? ''}`) +
              list.map((item) => tipRow(item.color, item.seriesName, show(item.value))).join('') +
              (kind === 'holdout'
                ? tipRow(null, t('lifetime-value:reliability.customers'), format.exact(bar?.customers, 0))
                : '')
            );
          },
        },
        series: [
          one(
            t('lifetime-value:tracking.actual'),
            bars.map((bar) => bar.actual),
            c.quiet,
          ),
          one(
            t('lifetime-value:tracking.expected'),
            bars.map((bar) => bar.expected),
            c.accent,
          ),
        ],
      };
    },
    [bars, kind, t, format],
  );
  return (
    <Tile
      id={id}
      title={t(`lifetime-value:frequency.${kind}.title`)}
      definition={t(`lifetime-value:frequency.${kind}.definition`)}
      empty={bars.length === 0 ? <EmptyTile reason={t('lifetime-value:noModel')} /> : undefined}
      sheet={{
        columns: [
          t('lifetime-value:frequency.x'),
          t('lifetime-value:reliability.customers'),
          t('lifetime-value:tracking.actual'),
          t('lifetime-value:tracking.expected'),
        ],
        rows: bars.map((bar) => [bar.frequency, bar.customers, bar.actual, bar.expected]),
      }}
    >
      <Chart label={t(`lifetime-value:frequency.${kind}.title`)} option={option} marks={bars.length} />
    </Tile>
  );
}
