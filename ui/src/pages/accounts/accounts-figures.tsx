import { useTranslation } from 'react-i18next';
import type { ScoreView } from '../../api/types';
import { Definition } from '../../components/definition';
import { Figure, Figures } from '../../components/figure';
import { useFormat } from '../../format/use-format';

/** Points below a tier at which an account counts as close to it. */
const CLOSE = 5;

/** How many, in which of the best tiers, how many are close to the next, and how firmly tiers stand. */
export function AccountsFigures({ score }: { score: ScoreView }) {
  const { t } = useTranslation('accounts');
  const format = useFormat();
  const whole = score.rows.length >= score.tiers.reduce((sum, tier) => sum + tier.accounts, 0);
  const close = score.rows.filter((row) => row.to_next_tier != null && row.to_next_tier <= CLOSE).length;
  return (
    <Figures>
      <Figure
        label={t('accounts:figure.accounts')}
        value={format.count(score.accounts)}
        exact={format.exact(score.accounts, 0)}
        note={t('accounts:figure.range', {
          low: format.exact(score.lowest, 1),
          high: format.exact(score.highest, 1),
        })}
      />
      {score.tiers.slice(0, 2).map((tier) => (
        <Figure
          key={tier.id}
          label={format.word(tier.name)}
          value={format.count(tier.accounts)}
          exact={format.exact(tier.accounts, 0)}
          note={tier.from == null ? '' : t('accounts:figure.from', { from: format.exact(tier.from, 1) })}
        />
      ))}
      {score.tiers.length > 1 && whole && (
        <Figure
          label={t('accounts:figure.close')}
          value={format.count(close)}
          exact={format.exact(close, 0)}
          note={t('accounts:figure.within', { points: String(CLOSE) })}
        />
      )}
      <Figure
        label={<Definition text={t('accounts:figure.keepsMeaning')}>{t('accounts:figure.keeps')}</Definition>}
        value={format.percent(score.keeps_tier)}
        exact={score.keeps_tier == null ? t('accounts:figure.keepsUnknown') : undefined}
        note={
          score.consistency_ratio == null
            ? ''
            : t('accounts:figure.ratio', { ratio: format.exact(score.consistency_ratio, 3) })
        }
      />
    </Figures>
  );
}
