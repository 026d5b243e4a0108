import type { CustomSeriesRenderItem } from 'echarts';

/** The two lines that make a band between lower and upper bounds; a bound that is not known leaves a gap. */
export function bandSeries(color: string, bounds: { low?: number | null; high?: number | null }[]) {
  const band = {
    type: 'line' as const,
    showSymbol: false,
    stack: 'band',
    // A band may begin below zero.
    stackStrategy: 'all' as const,
    silent: true,
    lineStyle: { opacity: 0 },
    tooltip: { show: false },
  };
  const known = bounds.map(({ low, high }) => (low == null || high == null ? null : { low, high }));
  return [
    { ...band, data: known.map((one) => one?.low ?? null) },
    {
      ...band,
      data: known.map((one) => (one ? one.high - one.low : null)),
      areaStyle: { color, opacity: 0.16 },
    },
  ];
}

const CAP = 4;

const whisker: (color: string, upright: boolean) => CustomSeriesRenderItem = (color, upright) => (_, api) => {
  const [place, low, high] = [api.value(0), api.value(1), api.value(2)];
  const [fromX = 0, fromY = 0] = api.coord(upright ? [place, low] : [low, place]);
  const [toX = 0, toY = 0] = api.coord(upright ? [place, high] : [high, place]);
  const line = (x1: number, y1: number, x2: number, y2: number) => ({
    type: 'line' as const,
    shape: { x1, y1, x2, y2 },
    style: { stroke: color, lineWidth: 1.5 },
  });
  const cap = (x: number, y: number) =>
    upright ? line(x - CAP, y, x + CAP, y) : line(x, y - CAP, x, y + CAP);
  return { type: 'group', children: [line(fromX, fromY, toX, toY), cap(fromX, fromY), cap(toX, toY)] };
};

/** Intervals as lines with caps, beside marks of a chart with categories; upright where values are on the left. */
export function whiskerSeries(
  color: string,
  bounds: { low?: number | null; high?: number | null }[],
  upright = false,
) {
  return {
    type: 'custom' as const,
    silent: true,
    tooltip: { show: false },
    z: 4,
    renderItem: whisker(color, upright),
    encode: upright ? { x: 0, y: [1, 2] } : { x: [1, 2], y: 0 },
    data: bounds.flatMap(({ low, high }, place) =>
      low == null || high == null ? [] : [[place, low, high] as [number, number, number]],
    ),
  };
}
