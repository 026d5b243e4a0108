import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { VoicePart, VoiceSurvey } from '../../api/voice';
import { Tile } from '../../components/tile';
import { useFormat } from '../../format/use-format';
import { DotsChart } from './dots-chart';
import { shownWave } from './shown-wave';
import { useFigureText } from './use-figure-text';
import { waveName } from './wave-name';

/** Dimensions of a questionnaire, or its questions, with intervals: where it is weak. */
export function PartsTile({ survey }: { survey: VoiceSurvey }) {
  const wave = shownWave(survey);
  return <Shown parts={wave?.parts ?? []} name={wave?.id ?? ''} />;
}

/** Whether there are parts to compare; gaps have a tile of their own. */
export function hasParts(survey: VoiceSurvey): boolean {
  const parts = shownWave(survey)?.parts ?? [];
  return parts.length > 1 && parts.every((part) => part.gap == null);
}

function Shown({ parts, name }: { parts: VoicePart[]; name: string }) {
  const { t } = useTranslation('voice');
  const format = useFormat();
  const write = useFigureText('mean');
  const dots = useMemo(
    () =>
      parts.map((part) => ({
        name: format.word(part.label),
        value: part.answer?.value,
        low: part.answer?.low,
        high: part.answer?.high,
        warn: part.answer?.small,
        more: [
          [t('voice:column.respondents'), format.count(part.answer?.answers)],
          [t('voice:figure.index'), format.tenths(part.index)],
        ] as [string, string][],
      })),
    [parts, t, format],
  );
  return (
    <Tile
      id="voice-parts"
      title={t('voice:parts.title')}
      definition={t('voice:parts.definition')}
      note={waveName(name, format)}
      sheet={{
        columns: [
          t('voice:parts.part'),
          t('voice:figure.mean'),
          t('voice:column.low'),
          t('voice:column.high'),
          t('voice:column.respondents'),
          t('voice:figure.index'),
        ],
        rows: parts.map((part) => [
          format.word(part.label),
          part.answer?.value ?? null,
          part.answer?.low ?? null,
          part.answer?.high ?? null,
          part.answer?.answers ?? null,
          part.index ?? null,
        ]),
      }}
    >
      <DotsChart
        label={t('voice:parts.title')}
        axis={t('voice:figure.mean')}
        dots={dots}
        format={write.text}
      />
    </Tile>
  );
}
