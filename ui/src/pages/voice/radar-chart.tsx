import { useCallback } from 'react';
import type { Palette } from '../../app/palette';
import { Chart } from '../../components/chart';
import { tipHead, tipRow, tooltip } from '../../components/chart-base';
import { axisRange } from './axis-range';

/** One ray: a dimension with what is drawn on it. */
export interface Ray {
  name: string;
  values: (number | null | undefined)[];
}

interface RadarChartProps {
  label: string;
  /** names of the shapes, in the order of the values of a ray */
  shapes: string[];
  rays: Ray[];
  format: (value: number) => string;
}

/** Shapes over the dimensions of service; the middle is not nothing, so that gaps can be seen. */
export function RadarChart({ label, shapes, rays, format }: RadarChartProps) {
  const option = useCallback(
    (c: Palette) => {
      const known = rays.flatMap((ray) => ray.values.filter((value): value is number => value != null));
      const [min, max] = axisRange(known) ?? [0, 1];
      const colors = [c.accent, c.attention];
      return {
        legend: {
          bottom: 0,
          left: 'center',
          itemWidth: 14,
          itemHeight: 3,
          icon: 'roundRect',
          textStyle: { color: c.muted, fontSize: 12 },
          data: shapes,
        },
        radar: {
          center: ['50%', '46%'],
          radius: '58%',
          splitNumber: 3,
          indicator: rays.map((ray) => ({ name: ray.name, min, max })),
          axisName: { color: c.muted, fontSize: 12 },
          axisLine: { lineStyle: { color: c.line } },
          splitLine: { lineStyle: { color: c.line } },
          splitArea: { show: false },
        },
        tooltip: {
          ...tooltip(c),
          formatter: (item: unknown) => {
            const place = (item as { dataIndex: number }).dataIndex;
            return (
              tipHead(shapes[place] ?? '') +
              rays
                .map((ray) => {
                  const value = ray.values[place];
                  return tipRow(null, ray.name, value == null ? '–' : format(value));
                })
                .join('')
            );
          },
        },
        series: [
          {
            type: 'radar' as const,
            symbolSize: 5,
            data: shapes.map((name, place) => ({
              name,
              value: rays.map((ray) => ray.values[place] ?? min),
              lineStyle: {
                color: colors[place],
                width: 2,
                type: place === 0 ? ('solid' as const) : ('dashed' as const),
              },
              itemStyle: { color: colors[place] },
              areaStyle: place === 0 ? { color: colors[place], opacity: 0.12 } : undefined,
            })),
          },
        ],
      };
    },
    [shapes, rays, format],
  );
  return <Chart label={label} option={option} height={320} />;
}
