import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScoreView } from '../../api/types';
import type { Palette } from '../../app/palette';
import { Chart } from '../../components/chart';
import { tipHead, tipRow, tooltip, xAxis, yAxis } from '../../components/chart-base';
import { EmptyTile } from '../../components/empty-tile';
import { Tile } from '../../components/tile';
import { useFormat } from '../../format/use-format';

/** Which lines move together: what is counted twice, and what pulls the other way. */
export function CorrelationTile({ score }: { score: ScoreView }) {
  const { t } = useTranslation('accounts');
  const format = useFormat();
  // A line that is the same for all has no correlation with anything.
  const known = score.lines.flatMap((line, index) =>
    score.correlations[index]?.some((value) => value != null) ? [{ line, index }] : [],
  );
  const names = known.map(({ line }) => format.word(line.name));
  const cells = known.flatMap((a, row) =>
    known.flatMap((b, column) => {
      const value = score.correlations[a.index]?.[b.index];
      return value == null ? [] : [[column, row, value] as [number, number, number]];
    }),
  );
  const option = useCallback(
    (c: Palette) => ({
      grid: { left: 4, right: 8, top: 4, bottom: 4, containLabel: true },
      xAxis: { ...xAxis(c, { data: names.map((_, index) => String(index + 1)) }), axisLine: { show: false } },
      yAxis: {
        ...yAxis(c, { data: names.map((name, index) => `${index + 1} ${name}`) }),
        inverse: true,
        axisLabel: {
          color: c.muted,
          fontSize: 12,
          interval: 0,
          width: 132,
          overflow: 'truncate' as const,
        },
      },
      visualMap: {
        show: false,
        min: -1,
        max: 1,
        dimension: 2,
        inRange: { color: [c.attention, c.surface, c.accent] },
      },
      tooltip: {
        ...tooltip(c),
        formatter: (item: unknown) => {
          const [column, row, value] = (item as { data: [number, number, number] }).data;
          return tipHead(names[row] ?? '') + tipRow(null, names[column] ?? '', format.exact(value, 2));
        },
      },
      series: [
        {
          type: 'heatmap' as const,
          data: cells,
          itemStyle: { borderColor: c.surface, borderWidth: 1 },
          emphasis: { itemStyle: { borderColor: c.ink, borderWidth: 1 } },
        },
      ],
    }),
    [names, cells, format],
  );
  return (
    <Tile
      id="accounts-correlation"
      wide
      title={t('accounts:correlation.title')}
      definition={t('accounts:correlation.definition')}
      note={t('accounts:correlation.note')}
      empty={names.length < 2 ? <EmptyTile reason={t('accounts:correlation.none')} /> : undefined}
      sheet={{
        columns: [t('accounts:lines.line'), ...names],
        rows: known.map((a, row) => [
          names[row] ?? '',
          ...known.map((b) => score.correlations[a.index]?.[b.index] ?? null),
        ]),
      }}
    >
      <Chart
        label={t('accounts:correlation.title')}
        option={option}
        height={Math.max(200, 28 * names.length + 32)}
        marks={cells.length}
      />
    </Tile>
  );
}
