import { Segmented } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { VoiceSurvey } from '../../api/voice';
import { Tile } from '../../components/tile';
import { useFormat } from '../../format/use-format';
import { DotsChart } from './dots-chart';
import { type GapRow, itemGaps } from './item-gaps';
import { RadarChart } from './radar-chart';
import { useFigureText } from './use-figure-text';

type Shown = 'radar' | 'dimension' | 'item';

/** Whether expectations were asked beside what was perceived. */
export function hasGaps(survey: VoiceSurvey): boolean {
  return survey.index.dimensions.some((one) => one.gap != null);
}

/** What customers expected and what they got, by dimension and question of service. */
export function GapsTile({ survey }: { survey: VoiceSurvey }) {
  const format = useFormat();
  const dimensions: GapRow[] = survey.index.dimensions.map((one) => ({
    name: format.word(one.name),
    perceived: one.answer?.mean,
    expected: one.expectation?.mean,
    gap: one.gap?.mean,
    low: one.gap?.low,
    high: one.gap?.high,
    answers: one.gap?.answers,
  }));
  return <Gaps dimensions={dimensions} items={itemGaps(survey.index.items, format.word)} />;
}

function Gaps({ dimensions, items }: { dimensions: GapRow[]; items: GapRow[] }) {
  const { t } = useTranslation('voice');
  const format = useFormat();
  const [shown, setShown] = useState<Shown>('radar');
  const gap = useFigureText('gap');
  const mean = useFigureText('mean');
  const rows = shown === 'item' ? items : dimensions;
  const dots = useMemo(
    () =>
      rows.map((row) => ({
        name: row.name,
        value: row.gap,
        low: row.low,
        high: row.high,
        warn: (row.high ?? row.gap ?? 0) < 0,
        more: [
          [t('voice:gaps.perceived'), format.exact(row.perceived)],
          [t('voice:gaps.expected'), format.exact(row.expected)],
        ] as [string, string][],
      })),
    [rows, t, format],
  );
  const rays = useMemo(
    () => dimensions.map((one) => ({ name: one.name, values: [one.perceived, one.expected] })),
    [dimensions],
  );
  const shapes = useMemo(() => [t('voice:gaps.perceived'), t('voice:gaps.expected')], [t]);
  const zero = useMemo(() => ({ at: 0, name: t('voice:gaps.met') }), [t]);
  const choices: Shown[] = items.length > 0 ? ['radar', 'dimension', 'item'] : ['radar', 'dimension'];
  return (
    <Tile
      id="voice-gaps"
      title={t('voice:gaps.title')}
      definition={t('voice:gaps.definition')}
      tools={
        <Segmented<Shown>
          size="small"
          value={shown}
          onChange={setShown}
          options={choices.map((value) => ({ value, label: t(`voice:gaps.by.${value}`) }))}
        />
      }
      sheet={{
        columns: [
          t(shown === 'item' ? 'voice:gaps.by.item' : 'voice:gaps.by.dimension'),
          t('voice:gaps.perceived'),
          t('voice:gaps.expected'),
          t('voice:figure.gap'),
          t('voice:column.low'),
          t('voice:column.high'),
          t('voice:column.respondents'),
        ],
        rows: rows.map((row) => [
          row.name,
          row.perceived ?? null,
          row.expected ?? null,
          row.gap ?? null,
          row.low ?? null,
          row.high ?? null,
          row.answers ?? null,
        ]),
      }}
    >
      {shown === 'radar' ? (
        <RadarChart label={t('voice:gaps.title')} shapes={shapes} rays={rays} format={mean.text} />
      ) : (
        <DotsChart
          key={shown}
          label={t('voice:gaps.title')}
          axis={t('voice:figure.gap')}
          dots={dots}
          format={gap.text}
          mark={zero}
          bars
        />
      )}
    </Tile>
  );
}
