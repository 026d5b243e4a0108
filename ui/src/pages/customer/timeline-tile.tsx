import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomerView } from '../../api/types';
import { voice } from '../../api/voice';
import type { Palette } from '../../app/palette';
import { useStatus } from '../../app/use-status';
import { Chart } from '../../components/chart';
import { tipHead, tipRow, tooltip, yAxis } from '../../components/chart-base';
import { EmptyTile } from '../../components/empty-tile';
import { Tile } from '../../components/tile';
import { useFormat } from '../../format/use-format';
import { heardMarks } from './heard-marks';

/** Series of the chart: purchases, returns, what the customer said. */
const SAID = 2;

/** Every day the customer bought or returned something, up to the valuation date, and what it said meanwhile. */
export function TimelineTile({ customer }: { customer: CustomerView }) {
  const { t } = useTranslation(['customer', 'heard']);
  const format = useFormat();
  const asOf = useStatus().data?.current_run?.as_of;
  const days = customer.days;
  const money = days.some((day) => day.revenue != null);
  const { data } = useQuery(voice.customer(customer.customer_id));
  const heard = data?.voice;
  const marks = useMemo(
    () =>
      heardMarks(heard, {
        word: format.word,
        contact: ({ sort }) => t(`heard:sort.${sort}`, { ns: 'heard' }),
      }),
    [heard, format, t],
  );
  const option = useCallback(
    (c: Palette) => ({
      grid: { left: 8, right: 16, top: 24, bottom: 8, containLabel: true },
      xAxis: {
        type: 'time' as const,
        max: asOf,
        axisLine: { lineStyle: { color: c.line } },
        axisTick: { show: false },
        splitLine: { show: false },
        axisLabel: {
          color: c.muted,
          hideOverlap: true,
          // room for the marks below the line
          margin: marks.length > 0 ? 18 : 8,
          formatter: (value: number) => format.month(new Date(value).toISOString().slice(0, 7)),
        },
        minInterval: 28 * 86_400_000,
      },
      yAxis: yAxis(c, {
        name: money ? format.currency : t('customer:timeline.orders'),
        format: (v) => format.compact(v),
      }),
      tooltip: {
        ...tooltip(c),
        formatter: (item: unknown) => {
          const { seriesIndex, dataIndex } = item as { seriesIndex: number; dataIndex: number };
          const mark = seriesIndex === SAID ? marks[dataIndex] : undefined;
          if (mark)
            return tipHead(format.day(mark.day)) + mark.said.map((said) => tipRow(null, said, '')).join('');
          const day = days[dataIndex];
          if (!day) return '';
          return (
            tipHead(format.day(day.on)) +
            (money ? tipRow(c.accent, t('customer:timeline.revenue'), format.moneyExact(day.revenue)) : '') +
            (day.returns
              ? tipRow(c.loss, t('customer:timeline.returns'), format.moneyExact(day.returns))
              : '') +
            tipRow(null, t('customer:timeline.orders'), format.exact(day.orders, 0)) +
            tipRow(null, t('customer:timeline.lines'), format.exact(day.lines, 0))
          );
        },
      },
      series: [
        {
          type: 'bar' as const,
          barWidth: days.length > 80 ? 2 : 6,
          data: days.map((day) => [day.on, money ? (day.revenue ?? null) : day.orders]),
          itemStyle: { color: c.accent, borderRadius: [2, 2, 0, 0] },
        },
        {
          type: 'bar' as const,
          barWidth: days.length > 80 ? 2 : 6,
          barGap: '-100%',
          data: days.map((day) => [day.on, day.returns ? -day.returns : null]),
          itemStyle: { color: c.loss, borderRadius: [0, 0, 2, 2] },
        },
        {
          type: 'scatter' as const,
          symbolOffset: [0, 8],
          z: 5,
          data: marks.map((mark) => ({
            value: [mark.day, 0],
            symbol: mark.warn ? 'triangle' : 'circle',
            symbolSize: mark.warn ? 10 : 7,
            itemStyle: { color: mark.warn ? c.attention : c.muted },
          })),
        },
      ],
    }),
    [days, marks, money, asOf, t, format],
  );
  return (
    <Tile
      id="customer-timeline"
      title={t('customer:timeline.title')}
      definition={t('customer:timeline.definition')}
      empty={days.length === 0 ? <EmptyTile table="orders" /> : undefined}
      sheet={{
        columns: [
          t('customer:timeline.day'),
          t('customer:timeline.orders'),
          t('customer:timeline.lines'),
          t('customer:timeline.revenue'),
          t('customer:timeline.returns'),
        ],
        rows: days.map((day) => [day.on, day.orders, day.lines, day.revenue ?? null, day.returns ?? null]),
      }}
    >
      {marks.length > 0 && <p className="muted small">{t('heard:timeline')}</p>}
      <Chart label={t('customer:timeline.title')} option={option} height={240} marks={days.length} />
    </Tile>
  );
}
