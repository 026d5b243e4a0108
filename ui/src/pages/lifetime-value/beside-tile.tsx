import { useTranslation } from 'react-i18next';
import type { BacktestView } from '../../api/types';
import { Definition } from '../../components/definition';
import { Tile } from '../../components/tile';
import { useFormat } from '../../format/use-format';
import '../../components/plain-table.css';

/** Every model on all orders: how well it fits, what it expects, and how many it counts as active. */
export function BesideTile({ models }: { models: BacktestView['models'] }) {
  const { t } = useTranslation('lifetime-value');
  const format = useFormat();
  const name = (id: string) => t(`lifetime-value:contestant.${id}`, { defaultValue: id });
  const parameters = (model: (typeof models)[number]) =>
    (model.fit?.parameters ?? [])
      .map((item) => `${item.name} ${format.significant(item.value, 4)}`)
      .join('   ');
  const columns = ['likelihood', 'bic', 'expected', 'live', 'parameters'] as const;
  return (
    <Tile
      id="lifetime-value-beside"
      wide
      title={t('lifetime-value:beside.title')}
      definition={t('lifetime-value:beside.definition')}
      sheet={{
        columns: [t('lifetime-value:beside.model'), ...columns.map((id) => t(`lifetime-value:beside.${id}`))],
        rows: models.map((model) => [
          name(model.id),
          model.fit?.log_likelihood ?? null,
          model.fit?.bic ?? null,
          model.expected_purchases ?? null,
          model.live ?? null,
          parameters(model),
        ]),
      }}
    >
      <div className="table-scroll">
        <table className="plain-table beside">
          <thead>
            <tr>
              <th scope="col">{t('lifetime-value:beside.model')}</th>
              {columns.map((id) => (
                <th scope="col" className={id === 'parameters' ? '' : 'number'} key={id}>
                  {t(`lifetime-value:beside.${id}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {models.map((model) => (
              <tr key={model.id}>
                <td>{name(model.id)}</td>
                {model.refused ? (
                  <td className="muted" colSpan={columns.length}>
                    <Definition
                      text={t(`problems:reason.${model.refused.code}`, {
                        ...model.refused.values,
                        defaultValue: model.refused.message,
                      })}
                    >
                      {t('lifetime-value:tournament.refused')}
                    </Definition>
                  </td>
                ) : (
                  <>
                    <td className="number">{format.exact(model.fit?.log_likelihood, 1)}</td>
                    <td className="number">{format.exact(model.fit?.bic, 1)}</td>
                    <td className="number">
                      {format.count(Math.round(model.expected_purchases ?? 0))}{' '}
                      <span className="muted">
                        {countRange(format, model.expected_low, model.expected_high)}
                      </span>
                    </td>
                    <td className="number">
                      {model.live == null ? (
                        <Definition text={t('lifetime-value:live.none')}>–</Definition>
                      ) : (
                        <>
                          {format.count(Math.round(model.live))}{' '}
                          <span className="muted">{countRange(format, model.live_low, model.live_high)}</span>
                        </>
                      )}
                    </td>
                    <td className="muted small parameters-line">{parameters(model)}</td>
                  </>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Tile>
  );
}

type Format = ReturnType<typeof useFormat>;

function countRange(format: Format, low?: number | null, high?: number | null): string {
  return low == null || high == null
    ? ''
    : `(${format.count(Math.round(low))}–${format.count(Math.round(high))})`;
}
