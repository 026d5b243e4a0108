import { useQuery } from '@tanstack/react-query';
import { Trans, useTranslation } from 'react-i18next';
import { useProblemText } from '../../api/use-problem-text';
import { type Heard, type VoiceAssociation, type VoiceEffect, voice } from '../../api/voice';
import { useFormat } from '../../format/use-format';
import { Chances, CLEAR } from './chances';
import { effectWay } from './effect-way';
import { VoiceTile } from './voice-tile';

/** Outcomes that were seen after the answer; the others are forecasts. */
const WATCHED = ['came-back', 'spend'];

/** What customers do that lie a point apart: said as association, never as cause. */
export function AssociationTile({ heard }: { heard: Heard }) {
  const { t } = useTranslation('voice');
  const format = useFormat();
  const { data, error } = useQuery(voice.association(heard));
  return (
    <VoiceTile
      id="voice-association"
      title={t('voice:association.title')}
      definition={t('voice:association.definition')}
      asked={{ view: data?.association, problem: data?.problem, error }}
      none={(view) => (view.effects.length === 0 ? t('voice:association.none') : undefined)}
      note={(view) =>
        t('voice:association.note', {
          low: format.exact(view.low, 0),
          high: format.exact(view.high, 0),
          held: view.held.map((one) => format.word(one.label)).join(t('voice:association.and')),
        })
      }
      sheet={(view) => ({
        columns: [
          t('voice:association.outcome'),
          t('voice:association.perPoint'),
          t('voice:column.low'),
          t('voice:column.high'),
          t('voice:groups.pHolm'),
          t('voice:association.odds'),
          t('voice:association.mean'),
          t('voice:column.customers'),
        ],
        rows: view.effects.map((one) => [
          format.word(one.label),
          one.per_point ?? null,
          one.low ?? null,
          one.high ?? null,
          one.p_holm ?? null,
          one.odds_ratio ?? null,
          one.mean ?? null,
          one.customers,
        ]),
      })}
    >
      {(view) => <Effects view={view} />}
    </VoiceTile>
  );
}

function Effects({ view }: { view: VoiceAssociation }) {
  const { t } = useTranslation('voice');
  return (
    <>
      <ul className="voice-effects">
        {view.effects.map((effect) => (
          <li key={effect.outcome}>
            <Effect effect={effect} days={view.days} />
          </li>
        ))}
      </ul>
      <p className="muted small">{t('voice:association.caution')}</p>
    </>
  );
}

function Effect({ effect, days }: { effect: VoiceEffect; days: number }) {
  const { t } = useTranslation('voice');
  const format = useFormat();
  const told = useProblemText();
  const { per_point: point, low, high, p_value, p_holm, p_bh } = effect;
  const name = format.word(effect.label);
  if (point == null) {
    const why = effect.problem ? told.told(effect.problem).message : t('voice:association.none');
    return (
      <p className="muted">
        {name}: {why}
      </p>
    );
  }
  const probability = effect.unit === 'probability';
  // A difference of probabilities is in points of per cent, not in per cent of itself.
  const size = (value: number | null | undefined) =>
    value == null
      ? '–'
      : probability
        ? t('voice:association.points', { value: format.exact(100 * value, 1) })
        : format.money(value);
  const way = effectWay(point, p_holm, CLEAR);
  return (
    <>
      <p>
        <Trans
          t={t}
          i18nKey={`voice:association.said.${way}`}
          values={{
            name,
            size: size(Math.abs(point)),
            low: size(low),
            high: size(high),
          }}
          components={{ b: <b /> }}
        />
      </p>
      <p className="muted small">
        {t(WATCHED.includes(effect.outcome) ? 'voice:association.watched' : 'voice:association.on', {
          text: format.count(effect.customers),
          days: String(days),
        })}{' '}
        {p_value != null && p_holm != null && p_bh != null && <Chances change={{ p_value, p_holm, p_bh }} />}
      </p>
    </>
  );
}
