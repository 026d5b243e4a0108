import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Palette } from '../../app/palette';
import { Chart } from '../../components/chart';
import { tipHead, tipRow, tooltip, xAxis, yAxis } from '../../components/chart-base';
import { axisRange } from './axis-range';
import { QUADRANTS, quadrantArea } from './quadrants';

/** An item on the map. */
export interface MapItem {
  name: string;
  performance: number;
  importance: number;
  /** the quarter, as the server says */
  place: string;
}

interface ImportanceMapProps {
  items: MapItem[];
  cut: { performance: number; importance: number };
  axes: { performance: string; importance: string };
  format: { performance: (value: number) => string; importance: (value: number) => string };
}

const ANCHOR = {
  'keep-up': 'insideTopRight',
  concentrate: 'insideTopLeft',
  'low-priority': 'insideBottomLeft',
  overdone: 'insideBottomRight',
} as const;

/** Importance over performance, cut into four quarters that say what to do. */
export function ImportanceMap({ items, cut, axes, format }: ImportanceMapProps) {
  const { t } = useTranslation('voice');
  const option = useCallback(
    (c: Palette) => {
      const performance = axisRange(
        items.map((item) => item.performance),
        [cut.performance],
      ) ?? [0, 1];
      const importance = axisRange(
        items.map((item) => item.importance),
        [cut.importance],
      ) ?? [0, 1];
      const middle = (performance[0] + performance[1]) / 2;
      const frame = { performance, importance, cut };
      const first = (item: MapItem | undefined) => item?.place === 'concentrate';
      return {
        grid: { left: 8, right: 16, top: 28, bottom: 32, containLabel: true },
        xAxis: xAxis(c, {
          name: axes.performance,
          min: performance[0],
          max: performance[1],
          format: format.performance,
          loose: true,
        }),
        yAxis: yAxis(c, {
          name: axes.importance,
          min: importance[0],
          max: importance[1],
          format: format.importance,
          loose: true,
          lines: false,
        }),
        tooltip: {
          ...tooltip(c),
          formatter: (pick: unknown) => {
            const item = items[(pick as { dataIndex: number }).dataIndex];
            if (!item) return '';
            return (
              tipHead(item.name) +
              tipRow(null, axes.performance, format.performance(item.performance)) +
              tipRow(null, axes.importance, format.importance(item.importance)) +
              tipRow(null, '', t(`voice:quadrant.${item.place}`))
            );
          },
        },
        series: [
          {
            type: 'scatter' as const,
            symbolSize: 11,
            data: items.map((item) => ({
              value: [item.performance, item.importance],
              itemStyle: { color: first(item) ? c.attention : c.accent },
              // Names stay inside the map.
              label: { position: item.performance > middle ? ('left' as const) : ('right' as const) },
            })),
            label: {
              show: true,
              color: c.ink,
              fontSize: 12,
              width: 104,
              overflow: 'truncate' as const,
              formatter: (pick: { dataIndex: number }) => items[pick.dataIndex]?.name ?? '',
            },
            labelLayout: { hideOverlap: true, moveOverlap: 'shiftY' as const },
            markArea: {
              silent: true,
              data: QUADRANTS.map((quadrant) => {
                const { from, to } = quadrantArea(quadrant, frame);
                const attention = quadrant === 'concentrate';
                return [
                  {
                    name: t(`voice:quadrant.${quadrant}`),
                    coord: from,
                    itemStyle: { color: attention ? c.attention : c.quiet, opacity: attention ? 0.1 : 0.05 },
                    label: {
                      position: ANCHOR[quadrant],
                      color: attention ? c.attention : c.faint,
                      fontSize: 12,
                    },
                  },
                  { coord: to },
                ] as [object, object];
              }),
            },
            markLine: {
              silent: true,
              symbol: 'none',
              label: { show: false },
              lineStyle: { color: c.quiet, type: 'dashed' as const, width: 1 },
              data: [{ xAxis: cut.performance }, { yAxis: cut.importance }],
            },
          },
        ],
      };
    },
    [items, cut, axes, format, t],
  );
  return (
    <Chart
      label={t('voice:map.title')}
      option={option}
      height={items.length > 8 ? 416 : 336}
      marks={items.length}
    />
  );
}
