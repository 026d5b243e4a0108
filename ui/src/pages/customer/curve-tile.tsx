import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomerView } from '../../api/types';
import type { Palette } from '../../app/palette';
import { Chart } from '../../components/chart';
import { tipHead, tipRow, tooltip, xAxis, yAxis } from '../../components/chart-base';
import { EmptyTile } from '../../components/empty-tile';
import { Tile } from '../../components/tile';
import { useFormat } from '../../format/use-format';

/** Month by month ahead: will the customer be back, and what will it have brought. */
export function CurveTile({ customer }: { customer: CustomerView }) {
  const { t } = useTranslation('customer');
  const format = useFormat();
  const months = customer.expected;
  const money = months.some((month) => month.value != null);
  const loses = months.some((month) => (month.value ?? 0) < 0);
  const option = useCallback(
    (c: Palette) => ({
      grid: { left: 8, right: money ? 8 : 24, top: 32, bottom: 32, containLabel: true },
      xAxis: xAxis(c, { name: t('customer:curve.x'), data: months.map((m) => String(m.months)) }),
      yAxis: [
        {
          ...yAxis(c, {
            name: t('customer:curve.return'),
            min: 0,
            max: 1,
            format: (v) => format.percent(v, 0),
          }),
          nameTextStyle: { color: c.accent, align: 'left' as const },
        },
        ...(money
          ? [
              {
                ...yAxis(c, {
                  name: `${t('customer:curve.value')}, ${format.currency}`,
                  min: loses ? undefined : 0,
                  format: (v) => format.compact(v),
                }),
                splitLine: { show: false },
                nameTextStyle: { color: c.attention, align: 'right' as const },
              },
            ]
          : []),
      ],
      tooltip: {
        ...tooltip(c),
        trigger: 'axis' as const,
        formatter: (items: unknown) => {
          const month = months[(items as { dataIndex: number }[])[0]?.dataIndex ?? 0];
          if (!month) return '';
          return (
            tipHead(t('customer:curve.within', { count: month.months })) +
            tipRow(c.accent, t('customer:curve.return'), format.percent(month.probability_return)) +
            tipRow(null, t('customer:curve.purchases'), format.significant(month.purchases, 3)) +
            (money ? tipRow(c.attention, t('customer:curve.value'), format.money(month.value)) : '')
          );
        },
      },
      series: [
        {
          type: 'line' as const,
          name: t('customer:curve.return'),
          data: months.map((m) => m.probability_return),
          showSymbol: false,
          lineStyle: { width: 2.5, color: c.accent },
          itemStyle: { color: c.accent },
          areaStyle: { color: c.accent, opacity: 0.08 },
        },
        ...(money
          ? [
              {
                type: 'line' as const,
                name: t('customer:curve.value'),
                yAxisIndex: 1,
                data: months.map((m) => m.value ?? null),
                showSymbol: false,
                lineStyle: { width: 2, color: c.attention, type: 'dashed' as const },
                itemStyle: { color: c.attention },
              },
            ]
          : []),
      ],
    }),
    [months, money, loses, t, format],
  );
  return (
    <Tile
      id="customer-curve"
      title={t('customer:curve.title')}
      definition={t('customer:curve.definition')}
      empty={months.length === 0 ? <EmptyTile reason={t('customer:factors.none')} /> : undefined}
      sheet={{
        columns: [
          t('customer:curve.x'),
          t('customer:curve.return'),
          t('customer:curve.purchases'),
          `${t('customer:curve.value')}, ${format.currency}`,
        ],
        rows: months.map((m) => [m.months, m.probability_return, m.purchases, m.value ?? null]),
      }}
    >
      <Chart label={t('customer:curve.title')} option={option} height={240} marks={months.length} />
    </Tile>
  );
}
