import { useTranslation } from 'react-i18next';
import type { VoiceSurvey } from '../../api/voice';
import { useFormat } from '../../format/use-format';
import { Chances } from './chances';
import { useFigureText } from './use-figure-text';
import { type Asked, VoiceTile } from './voice-tile';
import { waveName } from './wave-name';
import { WavesChart } from './waves-chart';

/** The figure of a questionnaire over its waves, and how the classes share the answers. */
export function WavesTile({ asked, wide }: { asked: Asked<VoiceSurvey>; wide: boolean }) {
  const { t } = useTranslation('voice');
  const format = useFormat();
  const figure = asked.view?.figure ?? 'index';
  const write = useFigureText(figure);
  const last = asked.view?.changes.at(-1);
  return (
    <VoiceTile
      id="voice-waves"
      wide={wide}
      title={t(`voice:waves.${figure}`)}
      definition={t(`voice:wavesMeans.${figure}`)}
      asked={asked}
      table="surveys"
      none={(view) => (view.waves.length === 0 ? t('voice:nobody') : undefined)}
      sheet={(view) => {
        const classes = view.waves[0]?.classes ?? [];
        return {
          columns: [
            t('voice:wave'),
            t('voice:column.from'),
            t('voice:column.to'),
            t('voice:column.respondents'),
            t('voice:column.customers'),
            t(`voice:figure.${figure}`),
            t('voice:column.low'),
            t('voice:column.high'),
            ...classes.map((one) => format.word(one.label)),
          ],
          rows: view.waves.map((wave) => [
            wave.id,
            wave.from,
            wave.to,
            wave.respondents,
            wave.customers,
            wave.figure?.value ?? null,
            wave.figure?.low ?? null,
            wave.figure?.high ?? null,
            ...classes.map((_, place) => wave.classes[place]?.share ?? null),
          ]),
        };
      }}
    >
      {(view) => (
        <>
          <WavesChart label={t(`voice:waves.${figure}`)} waves={view.waves} figure={figure} />
          {last && (
            <p className="muted small">
              {t('voice:changed', {
                from: waveName(last.from, format),
                to: waveName(last.to, format),
                difference: write.difference(last.difference),
                low: write.difference(last.low),
                high: write.difference(last.high),
              })}{' '}
              <Chances change={last} />
            </p>
          )}
        </>
      )}
    </VoiceTile>
  );
}
