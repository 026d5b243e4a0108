import { Segmented } from 'antd';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HoldoutView } from '../../api/types';
import type { Palette } from '../../app/palette';
import { Chart } from '../../components/chart';
import { tipHead, tipRow, tooltip, xAxis, yAxis } from '../../components/chart-base';
import { EmptyTile } from '../../components/empty-tile';
import { Tile } from '../../components/tile';
import { useFormat } from '../../format/use-format';

/** Purchases of the whole base by week, actual against expected; the shaded weeks were not seen by the model. */
export function TrackingTile({ holdout, why }: { holdout: HoldoutView | null; why: string }) {
  const { t } = useTranslation('lifetime-value');
  const format = useFormat();
  const [shown, setShown] = useState('cumulated');
  const weeks = useMemo(() => holdout?.tracking ?? [], [holdout]);
  const option = useCallback(
    (c: Palette) => {
      const total = shown === 'cumulated';
      const line = (name: string, values: number[], color: string, dashed: boolean) => ({
        type: 'line' as const,
        name,
        data: values,
        showSymbol: false,
        lineStyle: { width: 2, color, type: dashed ? ('dashed' as const) : ('solid' as const) },
        itemStyle: { color },
        endLabel: { show: true, formatter: '{a}', color, distance: 8 },
        labelLayout: { moveOverlap: 'shiftY' as const },
      });
      const split = weeks.findIndex((week) => week.holdout);
      const actual = {
        ...line(
          t('lifetime-value:tracking.actual'),
          weeks.map((w) => (total ? w.actual_cumulated : w.actual)),
          c.muted,
          false,
        ),
        markArea:
          split >= 0
            ? {
                silent: true,
                itemStyle: { color: c.accent, opacity: 0.07 },
                label: { color: c.muted, position: 'insideBottomRight' as const, fontSize: 12 },
                data: [
                  [
                    { name: t('lifetime-value:tracking.unseen'), xAxis: split },
                    { xAxis: weeks.length - 1 },
                  ] as [{ name: string; xAxis: number }, { xAxis: number }],
                ],
              }
            : undefined,
      };
      return {
        grid: { left: 8, right: 80, top: 16, bottom: 32, containLabel: true },
        xAxis: xAxis(c, { name: t('lifetime-value:tracking.week'), data: weeks.map((w) => String(w.week)) }),
        yAxis: yAxis(c, { min: 0, format: (v) => format.compact(v) }),
        tooltip: {
          ...tooltip(c),
          trigger: 'axis' as const,
          formatter: (items: unknown) => {
            const list = items as { seriesName: string; value: number; color: string; dataIndex: number }[];
            const week = weeks[list[0]?.dataIndex ?? 0];
            return (
              tipHead(t('lifetime-value:tracking.weekN', { week: week?.week })) +
              list.map((item) => tipRow(item.color, item.seriesName, format.exact(item.value, 1))).join('')
            );
          },
        },
        series: [
          actual,
          line(
            t('lifetime-value:tracking.expected'),
            weeks.map((w) => (total ? w.expected_cumulated : w.expected)),
            c.accent,
            true,
          ),
        ],
      };
    },
    [weeks, shown, t, format],
  );
  return (
    <Tile
      id="lifetime-value-tracking"
      wide
      title={t('lifetime-value:tracking.title')}
      definition={t('lifetime-value:tracking.definition')}
      note={
        holdout
          ? t('lifetime-value:tracking.note', {
              from: format.day(holdout.calibration_end),
              to: format.day(holdout.holdout_end),
            })
          : undefined
      }
      empty={weeks.length === 0 ? <EmptyTile reason={why} /> : undefined}
      tools={
        <Segmented
          size="small"
          value={shown}
          onChange={setShown}
          options={[
            { value: 'cumulated', label: t('lifetime-value:tracking.cumulated') },
            { value: 'weekly', label: t('lifetime-value:tracking.weekly') },
          ]}
        />
      }
      sheet={{
        columns: [
          t('lifetime-value:tracking.week'),
          t('lifetime-value:tracking.actual'),
          t('lifetime-value:tracking.expected'),
          t('lifetime-value:tracking.actualCumulated'),
          t('lifetime-value:tracking.expectedCumulated'),
          t('lifetime-value:tracking.unseen'),
        ],
        rows: weeks.map((w) => [
          w.week,
          w.actual,
          w.expected,
          w.actual_cumulated,
          w.expected_cumulated,
          w.holdout ? 1 : 0,
        ]),
      }}
    >
      <Chart label={t('lifetime-value:tracking.title')} option={option} height={296} marks={weeks.length} />
    </Tile>
  );
}
