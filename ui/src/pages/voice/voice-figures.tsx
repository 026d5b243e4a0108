import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Heard, type VoiceSurvey, voice } from '../../api/voice';
import { Definition } from '../../components/definition';
import { Figure, Figures } from '../../components/figure';
import { DASH } from '../../format/number';
import { useFormat } from '../../format/use-format';
import { CLEAR } from './chances';
import { changeOf, shownWave } from './shown-wave';
import { useFigureText } from './use-figure-text';
import { waveName } from './wave-name';

/** The index and its change, who answered, the best and the worst class, and what is at stake. */
export function VoiceFigures({ survey, heard }: { survey: VoiceSurvey; heard: Heard }) {
  const { t } = useTranslation('voice');
  const format = useFormat();
  const write = useFigureText(survey.figure);
  const { data } = useQuery(voice.stake(heard));
  const wave = shownWave(survey);
  const before = survey.waves[survey.waves.findIndex((one) => one.id === wave?.id) - 1];
  const change = changeOf(survey, wave);
  const figure = wave?.figure;
  const several = survey.waves.length > 1;
  const classes = wave?.classes ?? [];
  const moved = (place: number) => {
    const [now, then] = [classes[place]?.share, before?.classes[place]?.share];
    if (now == null || then == null) return '';
    return t('voice:keys.since', {
      by: signed(100 * (now - then), format),
      wave: before && waveName(before.id, format),
    });
  };
  const direction = !change || change.p_holm >= CLEAR ? '' : change.difference > 0 ? 'up' : 'down';
  const stake = data?.stake;
  return (
    <Figures>
      <Figure
        label={
          <Definition text={t(`voice:wavesMeans.${survey.figure}`)}>
            {t(`voice:figure.${survey.figure}`)}
            {several && wave ? ` · ${waveName(wave.id, format)}` : ''}
          </Definition>
        }
        value={figure ? write.text(figure.value) : DASH}
        exact={figure ? write.bounded(figure) : t('voice:nobody')}
        note={
          <>
            {figure?.low != null && figure.high != null && (
              <span>
                {write.text(figure.low)} – {write.text(figure.high)}
              </span>
            )}{' '}
            {change && (
              <span className={direction}>
                {t('voice:keys.change', {
                  by: write.difference(change.difference),
                  wave: waveName(change.from, format),
                })}
              </span>
            )}
          </>
        }
      />
      <Figure
        label={t('voice:column.respondents')}
        value={format.count(wave?.respondents)}
        exact={format.exact(wave?.respondents, 0)}
        note={t('voice:keys.customers', { count: wave?.customers ?? 0, text: format.count(wave?.customers) })}
      />
      {[0, classes.length - 1].map((place) => {
        const one = classes[place];
        return one && (place > 0 || classes.length === 1 || place === 0) ? (
          <Figure
            key={one.id}
            label={format.word(one.label)}
            value={format.percent(one.share)}
            note={moved(place)}
          />
        ) : null;
      })}
      <Figure
        label={<Definition text={t('voice:stake.definition')}>{t('voice:keys.stake')}</Definition>}
        value={stake ? format.money(stake.at_stake) : DASH}
        exact={stake ? format.moneyExact(stake.at_stake) : undefined}
        note={
          stake &&
          t('voice:keys.stakeNote', {
            count: stake.displeased,
            text: format.count(stake.displeased),
            share: format.percent(stake.share),
          })
        }
      />
    </Figures>
  );
}

function signed(points: number, format: ReturnType<typeof useFormat>): string {
  const text = format.tenths(Math.abs(points));
  return /[1-9]/.test(text) ? `${points > 0 ? '+' : '−'}${text}` : text;
}
