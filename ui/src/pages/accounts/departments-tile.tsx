import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queries } from '../../api/queries';
import type { ScoreView } from '../../api/types';
import { useProblemText } from '../../api/use-problem-text';
import { EmptyTile } from '../../components/empty-tile';
import { Tile } from '../../components/tile';
import { useFormat } from '../../format/use-format';
import '../../components/plain-table.css';
import './ways.css';

const MOST = 6;
const SHOWN = 12;

/** This card beside others: do departments rank the accounts alike, and which accounts not? */
export function DepartmentsTile({ score }: { score: ScoreView }) {
  const { t } = useTranslation('ways');
  const format = useFormat();
  const told = useProblemText();
  const cards = useQuery(queries.cards());
  const others = (cards.data ?? []).filter(({ id, problem }) => id !== score.card && !problem);
  const [picked, setPicked] = useState<string[] | null>(null);
  const chosen = picked ?? others.slice(0, 1).map(({ id }) => id);
  const { data } = useQuery({
    ...queries.compareCards([score.card, ...chosen]),
    enabled: chosen.length > 0 && score.rows.length > 0,
  });
  if (others.length === 0 || score.rows.length === 0) return null;
  const view = data?.comparison;
  return (
    <Tile
      id="accounts-departments"
      title={t('ways:departments.title')}
      definition={t('ways:departments.definition')}
      sheet={
        view
          ? {
              columns: [
                t('ways:column.id'),
                t('ways:column.account'),
                t('ways:departments.places'),
                ...view.cards.map((card) => format.word(card.name)),
              ],
              rows: view.disagreements.map((row) => [
                row.customer_id,
                row.name ?? '',
                row.places,
                ...row.ranks,
              ]),
            }
          : null
      }
    >
      <Select
        mode="multiple"
        className="compare-select"
        aria-label={t('ways:departments.choose')}
        placeholder={t('ways:departments.choose')}
        value={chosen}
        maxCount={MOST - 1}
        options={others.map(({ id, name }) => ({ value: id, label: name ? format.word(name) : id }))}
        onChange={(ids: string[]) => setPicked(ids)}
      />
      {data?.problem && <EmptyTile reason={told.told(data.problem).message} />}
      {view && (
        <>
          {view.pairs.map((pair) => (
            <p key={`${pair.first} ${pair.second}`} className="small">
              {t('ways:departments.pair', {
                a: format.word(view.cards.find(({ id }) => id === pair.first)?.name ?? { en: '', zh: '' }),
                b: format.word(view.cards.find(({ id }) => id === pair.second)?.name ?? { en: '', zh: '' }),
                kendall: format.exact(pair.kendall, 2),
                spearman: format.exact(pair.spearman, 2),
              })}
            </p>
          ))}
          {view.disagreements.length === 0 && <p className="muted">{t('ways:departments.alike')}</p>}
          {view.disagreements.length > 0 && (
            <div className="table-scroll">
              <table className="plain-table">
                <thead>
                  <tr>
                    <th scope="col">{t('ways:column.account')}</th>
                    {view.cards.map((card) => (
                      <th scope="col" className="number" key={card.id}>
                        {format.word(card.name)}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {view.disagreements.slice(0, SHOWN).map((row) => (
                    <tr key={row.customer_id}>
                      <td>
                        <Link to="/customers/$id" params={{ id: row.customer_id }}>
                          {row.name || row.customer_id}
                        </Link>
                      </td>
                      {row.ranks.map((rank, index) => (
                        <td className="number" key={view.cards[index]?.id}>
                          {format.count(rank)}
                        </td>
                      ))}
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )}
        </>
      )}
    </Tile>
  );
}
