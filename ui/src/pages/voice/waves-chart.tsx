import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { VoiceWave } from '../../api/voice';
import { inkOn, type Palette } from '../../app/palette';
import { Chart } from '../../components/chart';
import { tipHead, tipRow, tooltip, xAxis, yAxis } from '../../components/chart-base';
import { bandSeries } from '../../components/chart-marks';
import { useFormat } from '../../format/use-format';
import { classColor } from './class-color';
import { wholePercents } from './shares';
import { useFigureText } from './use-figure-text';
import { waveName } from './wave-name';

/** Share below which a part has no room for its label. */
const NARROW = 0.06;
/** Height of the line of the figure above the bars. */
const ABOVE = 136;
const LEFT = 44;

/** The figure with its band above, the shares of the classes below, wave by wave. */
export function WavesChart({ label, waves, figure }: { label: string; waves: VoiceWave[]; figure: string }) {
  const { t } = useTranslation('voice');
  const format = useFormat();
  const write = useFigureText(figure);
  const option = useCallback(
    (c: Palette) => {
      const several = waves.length > 1;
      const classes = waves.find((wave) => wave.classes.length > 0)?.classes ?? [];
      const parts = waves.map((wave) =>
        wholePercents(wave.classes.map((one) => one.share)).map((whole) => whole / 100),
      );
      const lower = several ? 1 : 0;
      const bars = classes
        .map((one, place) => {
          const color = classColor(place, classes.length);
          return {
            type: 'bar' as const,
            name: format.word(one.label),
            stack: 'shares',
            xAxisIndex: lower,
            yAxisIndex: lower,
            barMaxWidth: 56,
            itemStyle: { color },
            data: parts.map((wave) => wave[place] ?? null),
            label: {
              show: true,
              color: inkOn(color),
              fontSize: 12,
              formatter: (item: { value?: unknown }) =>
                Number(item.value) < NARROW ? '' : format.percent(Number(item.value), 0),
            },
          };
        })
        .reverse();
      const axis = xAxis(c, { data: waves.map((wave) => waveName(wave.id, format)) });
      const percent = yAxis(c, { min: 0, max: 1, format: (value) => format.percent(value, 0) });
      const bottom = 40;
      return {
        legend: {
          bottom: 0,
          left: 0,
          itemWidth: 10,
          itemHeight: 10,
          icon: 'roundRect',
          selectedMode: false,
          textStyle: { color: c.muted, fontSize: 12 },
          data: classes.map((one) => format.word(one.label)),
        },
        axisPointer: { link: [{ xAxisIndex: 'all' as const }] },
        grid: several
          ? [
              { left: LEFT, right: 16, top: 28, height: ABOVE - 28 },
              { left: LEFT, right: 16, top: ABOVE + 24, bottom: bottom + 16 },
            ]
          : [{ left: LEFT, right: 16, top: 16, bottom: bottom + 16 }],
        xAxis: several
          ? [
              { ...axis, gridIndex: 0, axisLabel: { show: false } },
              { ...axis, gridIndex: 1 },
            ]
          : [axis],
        yAxis: several
          ? [
              { ...yAxis(c, { format: write.text }), gridIndex: 0, scale: true, splitNumber: 3 },
              { ...percent, gridIndex: 1 },
            ]
          : [percent],
        tooltip: {
          ...tooltip(c),
          trigger: 'axis' as const,
          formatter: (items: unknown) => {
            const wave = waves[(items as { dataIndex: number }[])[0]?.dataIndex ?? 0];
            if (!wave) return '';
            const asked = t('voice:respondents', {
              count: wave.respondents,
              text: format.count(wave.respondents),
            });
            return (
              tipHead(`${waveName(wave.id, format)} · ${asked}`) +
              (wave.figure ? tipRow(c.accent, t(`voice:figure.${figure}`), write.bounded(wave.figure)) : '') +
              wave.classes
                .map((one, place) =>
                  tipRow(
                    classColor(place, wave.classes.length),
                    format.word(one.label),
                    format.percent(one.share),
                  ),
                )
                .join('')
            );
          },
        },
        series: [
          ...(several
            ? [
                {
                  type: 'line' as const,
                  symbolSize: 7,
                  data: waves.map((wave) => wave.figure?.value ?? null),
                  lineStyle: { width: 2.5, color: c.accent },
                  itemStyle: { color: c.accent },
                  label: {
                    show: waves.length < 9,
                    color: c.ink,
                    fontSize: 12,
                    formatter: (item: { value?: unknown }) => write.text(Number(item.value)),
                  },
                  z: 3,
                },
                ...bandSeries(
                  c.accent,
                  waves.map((wave) => wave.figure ?? {}),
                ),
              ]
            : []),
          ...bars,
        ],
      };
    },
    [waves, figure, write, t, format],
  );
  return <Chart label={label} option={option} height={waves.length > 1 ? 352 : 232} marks={waves.length} />;
}
