import { useTranslation } from 'react-i18next';
import type { CustomerView } from '../../api/types';
import { useCatalogue } from '../../api/use-catalogue';
import { useFieldName } from '../../api/use-field-name';
import { MeasureName } from '../../components/definition';
import { Tile } from '../../components/tile';
import { useFormat } from '../../format/use-format';
import { cellOf } from './values';

/** Everything the catalogue knows about the customer, by the analysis that made it. */
export function MeasuresTile({ customer }: { customer: CustomerView }) {
  const { t } = useTranslation('customer');
  const catalogue = useCatalogue();
  const format = useFormat();
  const nameOf = useFieldName();
  const shown = catalogue.measures.filter((measure) => !measure.internal && measure.id in customer.values);
  const groups = [
    ...catalogue.analyses.map((analysis) => ({
      id: analysis.id,
      title: format.word(analysis.label),
      list: shown.filter((measure) => measure.source === analysis.id),
    })),
    {
      id: 'other',
      title: t('customer:measures.other'),
      list: shown.filter((measure) => !catalogue.analyses.some((analysis) => analysis.id === measure.source)),
    },
  ].filter((group) => group.list.length > 0);
  const attributes = Object.entries(customer.attributes);
  const value = (id: string) => cellOf(customer.values[id]);
  return (
    <Tile
      id="customer-measures"
      wide
      title={t('customer:measures.title')}
      definition={t('customer:measures.definition')}
      sheet={{
        columns: [t('customer:measures.measure'), t('customer:measures.value')],
        rows: [
          ...shown.map((measure) => {
            const cell = value(measure.id);
            return [format.word(measure.label), typeof cell === 'number' ? cell : format.cell(cell, measure)];
          }),
          ...attributes.map(([name, cell]) => [nameOf(name), String(cell ?? '')]),
        ],
      }}
    >
      <div className="measure-groups">
        {groups.map((group) => (
          <section key={group.id}>
            <h3>{group.title}</h3>
            <dl>
              {group.list.map((measure) => (
                <div key={measure.id}>
                  <dt>
                    <MeasureName id={measure.id} />
                  </dt>
                  <dd className="figures" title={format.cellExact(value(measure.id), measure) || undefined}>
                    {format.cell(value(measure.id), measure)}
                    {measure.unit === 'currency' && value(measure.id) !== null && (
                      <span className="column-unit">{format.currency}</span>
                    )}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        {attributes.length > 0 && (
          <section>
            <h3>{t('customer:measures.attributes')}</h3>
            <dl>
              {attributes.map(([name, cell]) => (
                <div key={name}>
                  <dt>{nameOf(name)}</dt>
                  <dd>{format.cell(cellOf(cell), undefined)}</dd>
                </div>
              ))}
            </dl>
          </section>
        )}
      </div>
    </Tile>
  );
}
