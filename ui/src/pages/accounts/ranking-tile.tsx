import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScoreRow, ScoreView } from '../../api/types';
import { EmptyTile } from '../../components/empty-tile';
import { LabelTag } from '../../components/label-tag';
import { Tile } from '../../components/tile';
import { useFormat } from '../../format/use-format';
import { MovedCell, sinceOf } from './moved-cell';
import { nameOf, partsOf } from './parts';
import { PartsLegend, ScoreBar } from './score-bar';
import '../../components/plain-table.css';

/** Rows that are added at a time. */
const STEP = 25;

/** Accounts, best first: place and where it may lie, score and what it is made of, tier and way to the next. */
export function RankingTile({ score }: { score: ScoreView }) {
  const { t } = useTranslation('accounts');
  const { t: change } = useTranslation('change');
  const format = useFormat();
  const [shown, setShown] = useState(STEP);
  const parts = partsOf(score, format, t('accounts:deductions'));
  const tierName = (id: string | null | undefined) => {
    const tier = score.tiers.find((item) => item.id === id);
    return tier ? format.word(tier.name) : null;
  };
  // A card of typed scores alone waits for somebody to type them.
  const typed = score.accounts > 0 && score.lines.every((line) => line.missing >= score.accounts);
  const since = sinceOf(score, change, format);
  const span = (row: ScoreRow) =>
    row.rank_low == null || row.rank_high == null || row.rank_low === row.rank_high
      ? ''
      : `${format.exact(row.rank_low, 0)}–${format.exact(row.rank_high, 0)}`;
  return (
    <Tile
      id="accounts-ranking"
      wide
      title={t('accounts:ranking.title')}
      definition={t('accounts:ranking.definition')}
      note={since ?? undefined}
      empty={
        score.rows.length === 0 ? (
          <EmptyTile reason={t('accounts:noRows')} table={typed ? 'assessments' : undefined} />
        ) : undefined
      }
      sheet={{
        columns: [
          t('accounts:ranking.rank'),
          t('accounts:ranking.low'),
          t('accounts:ranking.high'),
          t('accounts:ranking.id'),
          t('accounts:ranking.account'),
          t('accounts:ranking.score'),
          t('accounts:ranking.tier'),
          t('accounts:ranking.keeps'),
          t('accounts:ranking.next'),
          change('change:score.scoreBefore'),
          change('change:score.rankBefore'),
          change('change:score.tierBefore'),
          ...score.lines.map((line) => format.word(line.name)),
        ],
        rows: score.rows.map((row) => [
          row.rank,
          row.rank_low ?? null,
          row.rank_high ?? null,
          row.customer_id,
          row.name ?? '',
          row.score,
          tierName(row.tier),
          row.keeps_tier ?? null,
          row.to_next_tier ?? null,
          row.before?.score ?? null,
          row.before?.rank ?? null,
          tierName(row.before?.tier),
          ...row.points,
        ]),
      }}
    >
      <PartsLegend parts={parts} />
      <div className="table-scroll">
        <table className="plain-table ranking-table">
          <thead>
            <tr>
              <th scope="col" className="number">
                {t('accounts:ranking.rank')}
              </th>
              <th scope="col">{t('accounts:ranking.account')}</th>
              <th scope="col" className="number">
                {t('accounts:ranking.score')}
              </th>
              {score.runs.length > 1 && <th scope="col">{change('change:score.change')}</th>}
              <th scope="col" className="bar-column">
                {t('accounts:ranking.made')}
              </th>
              {score.tiers.length > 0 && <th scope="col">{t('accounts:ranking.tier')}</th>}
              <th scope="col" className="number">
                {t('accounts:ranking.keeps')}
              </th>
              <th scope="col" className="number">
                {t('accounts:ranking.next')}
              </th>
            </tr>
          </thead>
          <tbody>
            {score.rows.slice(0, shown).map((row) => (
              <tr key={row.customer_id}>
                <td className="number">
                  {format.exact(row.rank, 0)} <span className="muted small rank-span">{span(row)}</span>
                </td>
                <td className="account">
                  <Link to="/customers/$id" params={{ id: row.customer_id }}>
                    {nameOf(row)}
                  </Link>
                </td>
                <td className="number">{format.tenths(row.score)}</td>
                {score.runs.length > 1 && (
                  <td>
                    <MovedCell score={score} row={row} />
                  </td>
                )}
                <td className="bar-column">
                  <ScoreBar score={score} row={row} parts={parts} />
                </td>
                {score.tiers.length > 0 && (
                  <td>{row.tier && <LabelTag measure={`card.${score.card}.tier`} label={row.tier} />}</td>
                )}
                <td className="number">{format.percent(row.keeps_tier, 0)}</td>
                <td className="number">
                  {row.to_next_tier == null ? '' : `+${format.tenths(row.to_next_tier)}`}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {shown < score.rows.length && (
        <button type="button" className="plain-button more" onClick={() => setShown(shown + STEP)}>
          {t('accounts:ranking.more', { shown: format.count(shown), all: format.count(score.rows.length) })}
        </button>
      )}
    </Tile>
  );
}
