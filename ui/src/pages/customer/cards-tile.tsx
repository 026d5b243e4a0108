import { useQueries } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { queries } from '../../api/queries';
import type { CustomerView, ScoreView } from '../../api/types';
import { useCatalogue } from '../../api/use-catalogue';
import { LabelTag } from '../../components/label-tag';
import { Tile } from '../../components/tile';
import { useFormat } from '../../format/use-format';
import { MovedCell, sinceOf } from '../accounts/moved-cell';
import { partsOf, pointsOf } from '../accounts/parts';
import { ReviewMenu } from '../accounts/review-menu';
import { PartsLegend, ScoreBar } from '../accounts/score-bar';
import { Way } from '../accounts/way';
import '../accounts/accounts.css';
import { number } from './values';

const SCORE = /^card\.(.+)\.score$/;

/** The scorecards the customer is on: score, place, tier, and what the score is made of. */
export function CardsTile({ customer }: { customer: CustomerView }) {
  const { t } = useTranslation('customer');
  const format = useFormat();
  const catalogue = useCatalogue();
  const cards = catalogue.measures.flatMap(({ id }) => {
    const card = SCORE.exec(id)?.[1];
    return card !== undefined && number(customer, id) !== null ? [card] : [];
  });
  const answers = useQueries({
    queries: cards.map((card) => queries.accountScore(card, customer.customer_id)),
  });
  if (cards.length === 0) return null;
  const scores = answers.flatMap(({ data }) => (data?.score?.rows[0] ? [data.score] : []));
  return (
    <Tile
      id="customer-cards"
      wide
      title={t('customer:cards.title')}
      definition={t('customer:cards.definition')}
      tools={<ReviewMenu of={{ customer: customer.customer_id }} />}
      sheet={{
        columns: [t('customer:cards.card'), t('customer:cards.line'), t('customer:cards.points')],
        rows: scores.flatMap((score) => [
          [format.word(score.name), t('customer:cards.score'), score.rows[0]?.score ?? null],
          ...score.lines.map((line, index) => [
            format.word(score.name),
            format.word(line.name),
            score.rows[0]?.points[index] ?? null,
          ]),
        ]),
      }}
    >
      <ul className="customer-cards">
        {scores.map((score) => (
          <CardOf key={score.card} score={score} />
        ))}
      </ul>
    </Tile>
  );
}

function CardOf({ score }: { score: ScoreView }) {
  const { t } = useTranslation('customer');
  const { t: change } = useTranslation('change');
  const format = useFormat();
  const row = score.rows[0];
  if (!row) return null;
  const parts = partsOf(score, format, t('customer:cards.deductions')).filter(
    (part) => pointsOf(row, part) !== 0,
  );
  return (
    <li>
      <div className="tier-head">
        <Link to="/accounts" search={{ card: score.card }}>
          {format.word(score.name)}
        </Link>
        {row.tier && <LabelTag measure={`card.${score.card}.tier`} label={row.tier} />}
        <b className="figures">{format.tenths(row.score)}</b>
      </div>
      <ScoreBar score={score} row={row} parts={parts} />
      <p className="muted small">
        {t('customer:cards.rank', {
          rank: format.exact(row.rank, 0),
          all: format.count(score.accounts),
        })}
        {row.to_next_tier != null &&
          ` · ${t('customer:cards.next', { points: format.tenths(row.to_next_tier) })}`}
      </p>
      {score.runs.length > 1 && (
        <p className="muted small">
          <MovedCell score={score} row={row} /> {sinceOf(score, change, format)}
        </p>
      )}
      <PartsLegend parts={parts} />
      {row.to_next_tier != null && <Way card={score.card} customer={row.customer_id} />}
    </li>
  );
}
