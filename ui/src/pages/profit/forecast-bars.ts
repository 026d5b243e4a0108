import type { ProfitForecastView } from '../../api/earning';
import type { Palette } from '../../app/palette';
import { tipHead, tipRow, tooltip, xAxis, yAxis } from '../../components/chart-base';
import type { Format } from '../../format/use-format';

type Range = ProfitForecastView['ranges'][number];

/** Words of the chart. */
interface Words {
  profit: string;
  interval: string;
}

/** Gross profit by period as a line with its band. */
export function bandOption(c: Palette, ranges: Range[], format: Format, words: Words) {
  const banded = ranges.every((range) => range.low != null && range.high != null);
  const line = { type: 'line' as const, showSymbol: ranges.length < 13 };
  const band = {
    ...line,
    showSymbol: false,
    stack: 'band',
    stackStrategy: 'all' as const,
    silent: true,
    lineStyle: { opacity: 0 },
    tooltip: { show: false },
  };
  return {
    grid: { left: 8, right: 16, top: 24, bottom: 16, containLabel: true },
    xAxis: xAxis(c, { data: ranges.map((range) => format.day(range.to)) }),
    yAxis: yAxis(c, { name: format.currency, format: (value) => format.compact(value) }),
    tooltip: {
      ...tooltip(c),
      trigger: 'axis' as const,
      formatter: (items: unknown) => {
        const range = ranges[(items as { dataIndex: number }[])[0]?.dataIndex ?? 0];
        if (!range) return '';
        return (
          tipHead(`${format.day(range.from)} – ${format.day(range.to)}`) +
          tipRow(c.accent, words.profit, format.money(range.gross_profit)) +
          tipRow(null, words.interval, format.range(range.low, range.high) ?? '–')
        );
      },
    },
    series: [
      {
        ...line,
        data: ranges.map((range) => range.gross_profit ?? null),
        lineStyle: { width: 2.5, color: c.accent },
        itemStyle: { color: c.accent },
        z: 3,
      },
      ...(banded
        ? [
            { ...band, data: ranges.map((range) => range.low ?? 0) },
            {
              ...band,
              data: ranges.map((range) => (range.high ?? 0) - (range.low ?? 0)),
              areaStyle: { color: c.accent, opacity: 0.16 },
            },
          ]
        : []),
    ],
  };
}
