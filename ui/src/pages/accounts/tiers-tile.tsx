import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ScoreView } from '../../api/types';
import { useCatalogue } from '../../api/use-catalogue';
import { Bar } from '../../components/bar';
import { EmptyTile } from '../../components/empty-tile';
import { LabelTag, useLabelColor } from '../../components/label-tag';
import { Tile } from '../../components/tile';
import type { PageSearch } from '../../filter/search';
import { narrowed } from '../../filter/search';
import { useFormat } from '../../format/use-format';

/** Tiers with their bounds, how many accounts are in each and how firmly, and what to do there. */
export function TiersTile({ score }: { score: ScoreView }) {
  const { t } = useTranslation('accounts');
  const format = useFormat();
  const catalogue = useCatalogue();
  const color = useLabelColor();
  const measure = `card.${score.card}.tier`;
  const labels = catalogue.measure(measure)?.labels ?? [];
  const total = score.tiers.reduce((sum, tier) => sum + tier.accounts, 0);
  const strategy = (id: string) => {
    const label = labels.find((item) => item.id === id);
    return label ? format.word(label.strategy) : '';
  };
  return (
    <Tile
      id="accounts-tiers"
      title={t('accounts:tiers.title')}
      definition={t('accounts:tiers.definition')}
      empty={score.tiers.length === 0 ? <EmptyTile reason={t('accounts:tiers.none')} /> : undefined}
      sheet={{
        columns: [
          t('accounts:ranking.tier'),
          t('accounts:tiers.from'),
          t('accounts:figure.accounts'),
          t('accounts:tiers.share'),
          t('accounts:ranking.keeps'),
          t('accounts:tiers.strategy'),
        ],
        rows: score.tiers.map((tier) => [
          format.word(tier.name),
          tier.from ?? null,
          tier.accounts,
          total > 0 ? tier.accounts / total : null,
          tier.keeps_tier ?? null,
          strategy(tier.id),
        ]),
      }}
    >
      <ul className="tier-list">
        {score.tiers.map((tier) => (
          <li key={tier.id}>
            <div className="tier-head">
              <Link to="/customers" search={(old: PageSearch) => narrowed(old, [`${measure}:is:${tier.id}`])}>
                <LabelTag measure={measure} label={tier.id} />
              </Link>
              <span className="muted small">
                {tier.from == null
                  ? t('accounts:tiers.below')
                  : t('accounts:figure.from', { from: format.exact(tier.from, 1) })}
                {tier.keeps_tier != null &&
                  ` · ${t('accounts:tiers.keeps', { share: format.percent(tier.keeps_tier, 0) })}`}
              </span>
              <b className="figures">{format.count(tier.accounts)}</b>
            </div>
            <Bar share={total > 0 ? tier.accounts / total : 0} color={color(measure, tier.id)} />
            {strategy(tier.id) && <p className="muted small">{strategy(tier.id)}</p>}
          </li>
        ))}
      </ul>
    </Tile>
  );
}
