import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queries } from '../../api/queries';
import type { OpinionSpread, ScoreView } from '../../api/types';
import { useProblemText } from '../../api/use-problem-text';
import { EmptyTile } from '../../components/empty-tile';
import { Tile } from '../../components/tile';
import { useFormat } from '../../format/use-format';
import '../../components/plain-table.css';
import './ways.css';

const STEP = 10;

/** Scores of several people: how far they lie apart, who is outside the quartiles, whether rounds bring them together. */
export function AssessorsTile({ score }: { score: ScoreView }) {
  const { t } = useTranslation('ways');
  const format = useFormat();
  const told = useProblemText();
  const [shown, setShown] = useState(STEP);
  const { data } = useQuery(queries.assessors(score.card));
  const view = data?.assessors;
  // A card without typed lines has no assessors to show.
  if (!data || data.problem?.code === 'card-not-assessed') return null;
  const several = view?.spreads.filter((spread) => spread.opinions.length > 1) ?? [];
  const lineName = (id: string) => {
    const line = view?.lines.find((item) => item.id === id);
    return line ? format.word(line.name) : id;
  };
  const reason = data.problem ? told.told(data.problem).message : t('ways:assessors.none');
  return (
    <Tile
      id="accounts-assessors"
      wide
      title={t('ways:assessors.title')}
      definition={t('ways:assessors.definition')}
      note={
        view &&
        several.length > 0 &&
        t('ways:assessors.note', {
          count: view.assessors.length,
          shared: format.count(view.shared),
          all: format.count(view.scored),
        })
      }
      empty={several.length === 0 ? <EmptyTile reason={reason} table="assessments" /> : undefined}
      sheet={{
        columns: ['id', 'account', 'line', 'median', 'deviation', 'assessor', 'score', 'round'].map((key) =>
          t(`ways:column.${key}`),
        ),
        rows: several.flatMap((spread) =>
          spread.opinions.map((one) => [
            spread.customer_id,
            spread.customer_name ?? '',
            lineName(spread.line),
            spread.median,
            spread.deviation ?? null,
            one.assessor,
            one.score,
            spread.rounds.length,
          ]),
        ),
      }}
    >
      <div className="table-scroll">
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{t('ways:column.account')}</th>
              <th scope="col">{t('ways:column.line')}</th>
              <th scope="col" className="bar-column">
                {t('ways:assessors.scores')}
              </th>
              <th scope="col" className="number">
                {t('ways:column.median')}
              </th>
              <th scope="col" className="number">
                {t('ways:column.deviation')}
              </th>
              <th scope="col">{t('ways:assessors.outside')}</th>
              <th scope="col">{t('ways:assessors.rounds')}</th>
            </tr>
          </thead>
          <tbody>
            {several.slice(0, shown).map((spread) => {
              const line = view?.lines.find(({ id }) => id === spread.line);
              const outside = spread.opinions.filter((one) => one.outside);
              return (
                <tr key={`${spread.customer_id} ${spread.line}`}>
                  <td>
                    <Link to="/customers/$id" params={{ id: spread.customer_id }}>
                      {spread.customer_name || spread.customer_id}
                    </Link>
                  </td>
                  <td>{lineName(spread.line)}</td>
                  <td className="bar-column">
                    {line && <Scale low={line.low} high={line.high} spread={spread} />}
                  </td>
                  <td className="number">{format.exact(spread.median, 1)}</td>
                  <td className="number">{format.exact(spread.deviation, 2)}</td>
                  <td className="small">
                    {outside.map((one) => `${one.assessor} ${format.exact(one.score, 1)}`).join(' · ')}
                  </td>
                  <td className="small">
                    {spread.rounds.length > 1 &&
                      t(spread.converged ? 'ways:assessors.together' : 'ways:assessors.apart', {
                        count: spread.rounds.length,
                      })}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {shown < several.length && (
        <button type="button" className="plain-button more" onClick={() => setShown(shown + STEP)}>
          {t('ways:assessors.more', { shown: format.count(shown), all: format.count(several.length) })}
        </button>
      )}
    </Tile>
  );
}

/** Where the scores lie on the scale: quartiles as a bar, the median as a line, every assessor as a dot. */
function Scale({ low, high, spread }: { low: number; high: number; spread: OpinionSpread }) {
  const at = (score: number) => `${((score - low) / (high - low)) * 100}%`;
  return (
    <span className="opinions" aria-hidden="true">
      <i
        className="quartiles"
        style={{ left: at(spread.lower_quartile), right: `calc(100% - ${at(spread.upper_quartile)})` }}
      />
      <i className="median" style={{ left: at(spread.median) }} />
      {spread.opinions.map((one) => (
        <i
          key={one.assessor}
          className={one.outside ? 'dot outside' : 'dot'}
          style={{ left: at(one.score) }}
        />
      ))}
    </span>
  );
}
