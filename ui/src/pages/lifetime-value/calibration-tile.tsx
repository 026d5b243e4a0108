import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { LifetimeValueView, TournamentEntry } from '../../api/types';
import type { Palette } from '../../app/palette';
import { Chart } from '../../components/chart';
import { tipHead, tipRow, tooltip, xAxis, yAxis } from '../../components/chart-base';
import { Tile } from '../../components/tile';
import { useFormat } from '../../format/use-format';

interface CalibrationTileProps {
  entry: TournamentEntry;
  levels: LifetimeValueView['levels'];
}

/** Where outcomes fell within their own forecasts, and what recalibration made of it. */
export function CalibrationTile({ entry, levels }: CalibrationTileProps) {
  const { t } = useTranslation('lifetime-value');
  const format = useFormat();
  const { pit, recalibrated } = entry;
  const part = useCallback(
    (bar: number) =>
      t('lifetime-value:calibration.part', {
        from: format.percent(bar / pit.length, 0),
        to: format.percent((bar + 1) / pit.length, 0),
      }),
    [t, format, pit],
  );
  const option = useCallback(
    (c: Palette) => ({
      grid: { left: 8, right: 16, top: 24, bottom: 32, containLabel: true },
      xAxis: xAxis(c, {
        name: t('lifetime-value:calibration.x'),
        data: pit.map((_, bar) => format.percent((bar + 0.5) / pit.length, 0)),
      }),
      yAxis: yAxis(c, {
        name: t('lifetime-value:calibration.y'),
        min: 0,
        format: (value) => format.percent(value, 0),
      }),
      tooltip: {
        ...tooltip(c),
        trigger: 'axis' as const,
        formatter: (items: unknown) => {
          const bar = (items as { dataIndex: number }[])[0]?.dataIndex ?? 0;
          return (
            tipHead(part(bar)) + tipRow(c.accent, t('lifetime-value:calibration.y'), format.percent(pit[bar]))
          );
        },
      },
      series: [
        {
          type: 'bar' as const,
          data: pit,
          barCategoryGap: '12%',
          itemStyle: { color: c.accent, opacity: 0.85, borderRadius: [2, 2, 0, 0] },
          markLine: {
            silent: true,
            symbol: 'none',
            label: { show: false },
            lineStyle: { color: c.quiet, type: 'dashed' as const, width: 1 },
            data: [{ yAxis: 1 / pit.length }],
          },
        },
      ],
    }),
    [pit, part, t, format],
  );
  const helped = recalibrated && recalibrated.pit_distance < recalibrated.pit_distance_before;
  return (
    <Tile
      id="lifetime-value-calibration"
      title={t('lifetime-value:calibration.title')}
      definition={t('lifetime-value:calibration.definition')}
      note={t(`lifetime-value:contestant.${entry.id}`, { defaultValue: entry.id })}
      sheet={{
        columns: [t('lifetime-value:calibration.x'), t('lifetime-value:calibration.y')],
        rows: pit.map((share, bar) => [part(bar), share]),
      }}
    >
      <Chart label={t('lifetime-value:calibration.title')} option={option} marks={pit.length} />
      <p className="muted small">
        {recalibrated
          ? t('lifetime-value:calibration.mended', {
              before: format.significant(recalibrated.pit_distance_before, 2),
              after: format.significant(recalibrated.pit_distance, 2),
              coverageBefore: format.percent(recalibrated.coverage_before),
              coverage: format.percent(recalibrated.coverage),
            })
          : t('lifetime-value:calibration.none')}{' '}
        {recalibrated && !helped && t('lifetime-value:calibration.kept')}
        {helped &&
          levels &&
          t('lifetime-value:calibration.used', {
            low: format.percent(levels.low),
            high: format.percent(levels.high),
          })}
      </p>
    </Tile>
  );
}
