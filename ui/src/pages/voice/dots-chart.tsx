import { useCallback } from 'react';
import type { Palette } from '../../app/palette';
import { Chart } from '../../components/chart';
import { tipHead, tipRow, tooltip, xAxis, yAxis } from '../../components/chart-base';
import { whiskerSeries } from '../../components/chart-marks';
import { axisRange } from './axis-range';

/** A figure with where it lies. */
export interface Dot {
  name: string;
  value: number | null | undefined;
  low?: number | null;
  high?: number | null;
  /** a warning: drawn in the colour of attention */
  warn?: boolean;
  /** more rows of the tooltip */
  more?: [string, string][];
}

interface DotsChartProps {
  label: string;
  /** what the figures are */
  axis: string;
  dots: Dot[];
  format: (value: number) => string;
  /** a line to compare with */
  mark?: { at: number; name: string };
  /** from nothing on, as bars */
  bars?: boolean;
}

const ROW = 30;

/** Figures with intervals, a row each: dots where nothing is not a mark, bars where it is. */
export function DotsChart({ label, axis, dots, format, mark, bars }: DotsChartProps) {
  const option = useCallback(
    (c: Palette) => {
      const known = dots.flatMap(({ value, low, high }) =>
        [value, low, high].filter((one): one is number => one != null),
      );
      const range = axisRange(known, [...(mark ? [mark.at] : []), ...(bars ? [0] : [])]);
      const color = (dot: Dot | undefined) => (dot?.warn ? c.attention : c.accent);
      return {
        grid: { left: 4, right: 24, top: mark ? 24 : 8, bottom: 40, containLabel: true },
        xAxis: xAxis(c, { name: axis, format, min: range?.[0], max: range?.[1], loose: true, lines: true }),
        yAxis: {
          ...yAxis(c, { data: dots.map((dot) => dot.name) }),
          inverse: true,
          axisLabel: { color: c.muted, fontSize: 12, interval: 0, width: 128, overflow: 'truncate' as const },
        },
        tooltip: {
          ...tooltip(c),
          formatter: (item: unknown) => {
            const dot = dots[(item as { dataIndex: number }).dataIndex];
            if (!dot) return '';
            const interval =
              dot.low == null || dot.high == null ? '' : ` (${format(dot.low)} – ${format(dot.high)})`;
            return (
              tipHead(dot.name) +
              tipRow(color(dot), axis, dot.value == null ? '–' : format(dot.value) + interval) +
              (dot.more ?? []).map(([name, value]) => tipRow(null, name, value)).join('')
            );
          },
        },
        series: [
          {
            ...(bars
              ? { type: 'bar' as const, barMaxWidth: 14 }
              : { type: 'scatter' as const, symbolSize: 10 }),
            data: dots.map((dot) => ({
              value: dot.value ?? '-',
              itemStyle: { color: color(dot), opacity: bars ? 0.85 : 1 },
            })),
            z: 5,
            markLine: mark && {
              silent: true,
              symbol: 'none',
              label: { formatter: mark.name, color: c.muted, fontSize: 12, position: 'start' as const },
              lineStyle: { color: c.quiet, type: 'dashed' as const, width: 1 },
              data: [{ xAxis: mark.at }],
            },
          },
          { ...whiskerSeries(bars ? c.ink : c.accent, dots), z: bars ? 6 : 4 },
        ],
      };
    },
    [dots, axis, format, mark, bars],
  );
  return (
    <Chart label={label} option={option} height={dots.length * ROW + (mark ? 80 : 64)} marks={dots.length} />
  );
}
