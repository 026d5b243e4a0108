import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { ScoreRow, ScoreView } from '../../api/types';
import { Spark } from '../../components/spark';
import { type Format, useFormat } from '../../format/use-format';

/** With what the changes compare; a word of warning where the card was another version. */
export function sinceOf(score: ScoreView, t: TFunction, format: Format): string | null {
  const [before, now] = score.runs.slice(-2);
  if (!before || !now) return null;
  const day = format.day(before.as_of);
  return before.version === now.version
    ? t('change:score.since', { day })
    : t('change:score.otherVersion', { day, before: String(before.version), now: String(now.version) });
}

/** Points and places since the valuation before, the tier then where it was another, and the line of scores. */
export function MovedCell({ score, row }: { score: ScoreView; row: ScoreRow }) {
  const { t } = useTranslation('change');
  const format = useFormat();
  const { before } = row;
  if (!before) return null;
  const points = Math.round((row.score - before.score) * 10) / 10;
  const places = before.rank - row.rank;
  const tier = score.tiers.find(({ id }) => id === before.tier && id !== row.tier);
  const sign = points > 0 ? '+' : points < 0 ? '−' : '±';
  return (
    <span className="moved-cell">
      <span className={points < 0 ? 'figures fall' : 'figures'}>
        {sign}
        {format.tenths(Math.abs(points))}
      </span>
      {places === 0 ? (
        <span />
      ) : (
        <span className="muted small">
          {places > 0 ? '▲' : '▼'}
          <span className="sr-only">
            {places > 0
              ? t('change:score.up', { count: places })
              : t('change:score.down', { count: -places })}
          </span>
          <span aria-hidden>{format.exact(Math.abs(places), 0)}</span>
        </span>
      )}
      <Spark values={row.trend} label={t('change:score.trend')} />
      {tier && <span className="muted small">{t('change:score.was', { tier: format.word(tier.name) })}</span>}
    </span>
  );
}
