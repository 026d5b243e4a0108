import { useTranslation } from 'react-i18next';
import type { LifetimeValueView, ModelView } from '../../api/types';
import { Definition } from '../../components/definition';
import { EmptyTile } from '../../components/empty-tile';
import type { Sheet } from '../../components/sheet';
import { Tile } from '../../components/tile';
import { useFormat } from '../../format/use-format';
import { IndependenceLine } from './independence-line';
import '../../components/plain-table.css';
import './lifetime-value.css';

interface ParametersTileProps {
  purchases: ModelView | null;
  spend: ModelView | null;
  independence: LifetimeValueView['independence'];
}

/** Fitted parameters with their standard errors, named as in the papers. */
export function ParametersTile({ purchases, spend, independence }: ParametersTileProps) {
  const { t } = useTranslation('lifetime-value');
  const models = [purchases, spend].filter((model): model is ModelView => model !== null);
  const sheet: Sheet = {
    columns: [
      t('lifetime-value:parameters.model'),
      t('lifetime-value:parameters.name'),
      t('lifetime-value:parameters.value'),
      t('lifetime-value:parameters.error'),
      t('lifetime-value:curve.low'),
      t('lifetime-value:curve.high'),
    ],
    rows: models.flatMap((model) =>
      model.parameters.map((item) => [
        model.model,
        item.name,
        item.value,
        item.standard_error ?? null,
        item.low ?? null,
        item.high ?? null,
      ]),
    ),
  };
  return (
    <Tile
      id="lifetime-value-parameters"
      title={t('lifetime-value:parameters.title')}
      definition={t('lifetime-value:parameters.definition')}
      empty={models.length === 0 ? <EmptyTile reason={t('lifetime-value:noModel')} /> : undefined}
      sheet={sheet}
    >
      <div className="parameter-models">
        {models.map((model) => (
          <Parameters key={model.model} model={model} />
        ))}
      </div>
      {independence && <IndependenceLine found={independence} />}
    </Tile>
  );
}

function Parameters({ model }: { model: ModelView }) {
  const { t } = useTranslation('lifetime-value');
  const format = useFormat();
  const unit = model.time_unit ? t(`lifetime-value:unit.${model.time_unit}`) : null;
  return (
    <section>
      <h3>
        <Definition text={t(`lifetime-value:contestantMeans.${model.model}`, { defaultValue: '' })}>
          {t(`lifetime-value:contestant.${model.model}`, { defaultValue: model.model })}
        </Definition>
        {!model.converged && (
          <span className="tag attention">{t('lifetime-value:parameters.notConverged')}</span>
        )}
      </h3>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{t('lifetime-value:parameters.name')}</th>
            <th scope="col" className="number">
              {t('lifetime-value:parameters.value')}
            </th>
            <th scope="col" className="number">
              {t('lifetime-value:parameters.error')}
            </th>
            <th scope="col" className="number">
              {t('lifetime-value:parameters.interval')}
            </th>
          </tr>
        </thead>
        <tbody>
          {model.parameters.map((item) => (
            <tr key={item.name}>
              <td>
                <i>{item.name}</i>
              </td>
              <td className="number">{format.significant(item.value, 5)}</td>
              <td className="number muted">{format.significant(item.standard_error, 3)}</td>
              <td className="number muted">
                {item.low != null && item.high != null
                  ? `${format.significant(item.low, 3)} – ${format.significant(item.high, 3)}`
                  : '–'}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="muted small">
        {t('lifetime-value:parameters.fit', {
          customers: format.exact(model.customers, 0),
          likelihood: format.exact(model.log_likelihood, 1),
          aic: format.exact(model.aic, 1),
          bic: format.exact(model.bic, 1),
        })}
        {unit && ` ${t('lifetime-value:parameters.unit', { unit })}`}
      </p>
    </section>
  );
}
