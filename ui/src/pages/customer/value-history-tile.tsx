import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { queries } from '../../api/queries';
import type { CustomerHistoryView, CustomerView } from '../../api/types';
import type { Palette } from '../../app/palette';
import { Chart } from '../../components/chart';
import { tipHead, tipRow, tooltip, yAxis } from '../../components/chart-base';
import { EmptyTile } from '../../components/empty-tile';
import { Tile } from '../../components/tile';
import { useFormat } from '../../format/use-format';
import { BillingChange } from './billing-change';
import { ValueChange } from './value-change';

/** What the customer was worth at past days, with what was bought, and what moved the value. */
export function ValueHistoryTile({ customer }: { customer: CustomerView }) {
  const { t } = useTranslation('change');
  const format = useFormat();
  const { data } = useQuery(queries.customerHistory(customer.customer_id));
  if (!data) return null;
  const money = (key: string) => `${t(`change:curve.${key}`)}, ${format.currency}`;
  const drawn = data.points.length > 1;
  const empty = !drawn && data.contribution_before == null;
  return (
    <Tile
      id="customer-value-history"
      wide
      title={t('change:curve.title')}
      definition={t('change:curve.definition')}
      empty={empty ? <EmptyTile reason={t('change:curve.none')} /> : undefined}
      sheet={{
        columns: [
          t('change:curve.day'),
          money('value'),
          t('change:curve.return'),
          money('net'),
          money('contribution'),
          t('change:curve.share'),
          t('change:curve.satisfaction'),
        ],
        rows: data.points.map((point) => [
          point.on,
          point.value ?? null,
          point.probability_return ?? null,
          point.net_year ?? null,
          point.contribution_year ?? null,
          point.share_of_wallet ?? null,
          point.satisfaction ?? null,
        ]),
      }}
    >
      <div className="value-history">
        {drawn && <Curve history={data} />}
        {drawn && <ValueChange history={data} />}
        <BillingChange history={data} />
      </div>
    </Tile>
  );
}

function Curve({ history }: { history: CustomerHistoryView }) {
  const { t } = useTranslation('change');
  const format = useFormat();
  const { points, runs } = history;
  const option = useCallback(
    (c: Palette) => {
      const line = (from: string) => points.find(({ on }) => on === from);
      const dots = runs.filter(({ value }) => value != null);
      const days = [...points.map(({ on }) => on), ...dots.map((run) => run.as_of)].sort();
      const timeAxis = (colors: Palette, gridIndex: number, labelled: boolean) => ({
        type: 'time' as const,
        gridIndex,
        min: days[0],
        max: days.at(-1),
        axisLine: { lineStyle: { color: colors.line } },
        axisTick: { show: false },
        splitLine: { show: false },
        minInterval: 28 * 86_400_000,
        axisLabel: {
          show: labelled,
          color: colors.muted,
          hideOverlap: true,
          formatter: (value: number) => format.month(new Date(value).toISOString().slice(0, 7)),
        },
      });
      return {
        // The curve, and under it what was bought.
        grid: [
          { left: 8, right: 16, top: 32, height: 150, containLabel: true },
          { left: 8, right: 16, top: 206, bottom: 4, containLabel: true },
        ],
        axisPointer: { link: [{ xAxisIndex: 'all' as const }] },
        legend: {
          top: 0,
          right: 8,
          textStyle: { color: c.muted, fontSize: 12 },
          itemWidth: 12,
          itemHeight: 8,
        },
        xAxis: [timeAxis(c, 0, false), timeAxis(c, 1, true)],
        yAxis: [
          yAxis(c, { name: format.currency, format: (v) => format.compact(v) }),
          { ...yAxis(c, { format: (v) => format.compact(v) }), gridIndex: 1, splitNumber: 2 },
        ],
        tooltip: {
          ...tooltip(c),
          trigger: 'axis' as const,
          formatter: (items: unknown) => {
            const day = (items as { data: [string, number] }[])[0]?.data[0] ?? '';
            const point = line(day);
            const dot = dots.filter((run) => run.as_of === day);
            return (
              tipHead(format.day(day)) +
              (point
                ? tipRow(c.accent, t('change:curve.value'), format.money(point.value)) +
                  tipRow(null, t('change:curve.return'), format.percent(point.probability_return)) +
                  tipRow(c.quiet, t('change:curve.net'), format.money(point.net_year))
                : '') +
              dot
                .map((run) =>
                  tipRow(
                    c.attention,
                    run.comparable
                      ? t('change:curve.runs')
                      : `${t('change:curve.runs')} (${t('change:curve.other')})`,
                    format.money(run.value),
                  ),
                )
                .join('')
            );
          },
        },
        series: [
          {
            type: 'bar' as const,
            xAxisIndex: 1,
            yAxisIndex: 1,
            name: t('change:curve.net'),
            barMaxWidth: 18,
            data: points.map((point) => [point.on, point.net_year ?? null]),
            itemStyle: { color: c.quiet, opacity: 0.5, borderRadius: [2, 2, 0, 0] },
          },
          {
            type: 'line' as const,
            name: t('change:curve.value'),
            data: points.map((point) => [point.on, point.value ?? null]),
            symbolSize: 5,
            lineStyle: { width: 2.5, color: c.accent },
            itemStyle: { color: c.accent },
          },
          {
            type: 'scatter' as const,
            name: t('change:curve.runs'),
            symbolSize: 9,
            data: dots.map((run) => [run.as_of, run.value ?? null]),
            itemStyle: { color: c.surface, borderColor: c.attention, borderWidth: 2 },
          },
        ],
      };
    },
    [points, runs, t, format],
  );
  return <Chart label={t('change:curve.title')} option={option} height={300} marks={points.length} />;
}
