import { Trans, useTranslation } from 'react-i18next';
import type { ScoreView } from '../../api/types';
import { useFormat } from '../../format/use-format';
import { nameOf } from './parts';

/** Who leads, how many reach the best tier, and how firmly the tiers stand. */
export function AccountsSentence({ score }: { score: ScoreView }) {
  const { t } = useTranslation('accounts');
  const format = useFormat();
  const first = score.rows[0];
  if (!first)
    return score.accounts === 0
      ? t('accounts:sentence.nobody')
      : t('accounts:sentence.noScore', { text: format.count(score.accounts) });
  const best = score.tiers[0];
  const values = {
    name: nameOf(first),
    score: format.tenths(first.score),
    text: format.count(score.accounts),
    reached: format.count(best?.accounts ?? 0),
    tier: best ? format.word(best.name) : '',
    from: format.exact(best?.from, 1),
    firm: format.percent(score.keeps_tier, 0),
  };
  const key = !best
    ? 'accounts:sentence.untiered'
    : best.accounts === 0
      ? 'accounts:sentence.none'
      : score.keeps_tier == null
        ? 'accounts:sentence.tiered'
        : 'accounts:sentence.firm';
  return <Trans t={t} i18nKey={key} values={values} components={{ b: <b /> }} />;
}
