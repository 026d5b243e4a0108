import { useTranslation } from 'react-i18next';
import type { HoldoutView } from '../../api/types';
import { Definition } from '../../components/definition';
import { EmptyTile } from '../../components/empty-tile';
import { Tile } from '../../components/tile';
import { useFormat } from '../../format/use-format';
import { isNaive } from './contestant-name';
import '../../components/plain-table.css';
import './lifetime-value.css';

/** The model against three rules of thumb on weeks it has not seen, and the verdict. */
export function ContestantsTile({ holdout, why }: { holdout: HoldoutView | null; why: string }) {
  const { t } = useTranslation('lifetime-value');
  const format = useFormat();
  const list = holdout?.contestants ?? [];
  const best = list[0];
  const name = (id: string) => t(`lifetime-value:contestant.${id}`, { defaultValue: id });
  const columns = ['predicted', 'bias', 'rmse', 'mae', 'correlation', 'gini'] as const;
  return (
    <Tile
      id="lifetime-value-contestants"
      title={t('lifetime-value:contestants.title')}
      definition={t('lifetime-value:contestants.definition')}
      empty={list.length === 0 ? <EmptyTile reason={why} /> : undefined}
      sheet={{
        columns: [
          t('lifetime-value:contestants.name'),
          ...columns.map((id) => t(`lifetime-value:contestants.${id}`)),
        ],
        rows: list.map((item) => [
          name(item.id),
          item.predicted_purchases,
          item.bias ?? null,
          item.rmse,
          item.mae,
          item.correlation ?? null,
          item.gini ?? null,
        ]),
      }}
    >
      {best && (
        <p className={isNaive(best.id) ? 'verdict lost' : 'verdict'}>
          {isNaive(best.id)
            ? t('lifetime-value:verdict.lost', { name: name(best.id) })
            : t('lifetime-value:verdict.won', { name: name(best.id) })}
        </p>
      )}
      <div className="table-scroll">
        <table className="plain-table contestants">
          <thead>
            <tr>
              <th scope="col">{t('lifetime-value:contestants.name')}</th>
              {columns.map((id) => (
                <th scope="col" className="number" key={id}>
                  <Definition text={t(`lifetime-value:contestants.means.${id}`)}>
                    {t(`lifetime-value:contestants.${id}`)}
                  </Definition>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {list.map((item, index) => (
              <tr key={item.id} className={index === 0 ? 'best' : ''}>
                <td>
                  <Definition text={t(`lifetime-value:contestantMeans.${item.id}`, { defaultValue: '' })}>
                    {name(item.id)}
                  </Definition>
                </td>
                <td className="number">{format.exact(item.predicted_purchases, 0)}</td>
                <td className="number">{format.change(item.bias)}</td>
                <td className="number">{format.significant(item.rmse)}</td>
                <td className="number">{format.significant(item.mae)}</td>
                <td className="number">{format.significant(item.correlation, 3)}</td>
                <td className="number">{format.significant(item.gini, 3)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {holdout && (
        <p className="muted small">
          {t('lifetime-value:contestants.actual', {
            purchases: format.exact(holdout.actual_purchases, 0),
            returning: format.exact(holdout.actual_returning, 0),
            customers: format.exact(holdout.customers, 0),
          })}
        </p>
      )}
    </Tile>
  );
}
