import { useTranslation } from 'react-i18next';
import type { CustomerView } from '../../api/types';
import { Definition, MeasureName } from '../../components/definition';
import { EmptyTile } from '../../components/empty-tile';
import { Tile } from '../../components/tile';
import type { Maybe } from '../../format/number';
import { useFormat } from '../../format/use-format';
import { number } from './values';
import '../../components/plain-table.css';

/** Why the customer is worth that much to come: five factors whose product is the residual value. */
export function FactorsTile({ customer }: { customer: CustomerView }) {
  const { t } = useTranslation('customer');
  const format = useFormat();
  const steps = customer.waterfall;
  const show = (factor: string, value: Maybe<number>) => {
    if (factor === 'spend') return format.money(value);
    if (factor === 'margin' || factor === 'discount') return format.percent(value);
    return format.significant(value, 3);
  };
  const verdict = (value: number, mean: Maybe<number>) => {
    if (mean == null || mean <= 0 || value <= 0) return null;
    const ratio = Math.log2(value / mean);
    // One doubling fills half of the bar; beyond two doublings it is simply full.
    return Math.max(-1, Math.min(1, ratio / 2));
  };
  return (
    <Tile
      id="customer-factors"
      wide
      title={t('customer:factors.title')}
      definition={t('customer:factors.definition')}
      empty={steps.length === 0 ? <EmptyTile reason={t('customer:factors.none')} /> : undefined}
      sheet={{
        columns: [
          t('customer:factors.factor'),
          t('customer:factors.here'),
          t('customer:factors.segment'),
          t('customer:factors.base'),
          t('customer:factors.product'),
        ],
        rows: steps.map((step) => [
          t(`customer:factor.${step.factor}`),
          step.value,
          step.segment_mean ?? null,
          step.base_mean ?? null,
          step.product,
        ]),
      }}
    >
      <div className="table-scroll">
        <table className="plain-table factors">
          <thead>
            <tr>
              <th scope="col">{t('customer:factors.factor')}</th>
              <th scope="col" className="number">
                {t('customer:factors.here')}
              </th>
              <th scope="col">{t('customer:factors.against')}</th>
              <th scope="col" className="number">
                {t('customer:factors.segment')}
              </th>
              <th scope="col" className="number">
                {t('customer:factors.base')}
              </th>
            </tr>
          </thead>
          <tbody>
            {steps.map((step, index) => {
              const lean = verdict(step.value, step.segment_mean);
              return (
                <tr key={step.factor}>
                  <td>
                    <span className="factor-sign">{index === 0 ? '' : '×'}</span>
                    <Definition text={t(`customer:factorMeans.${step.factor}`)}>
                      {t(`customer:factor.${step.factor}`)}
                    </Definition>
                  </td>
                  <td className="number">
                    <b title={format.exact(step.value, 6)}>{show(step.factor, step.value)}</b>
                  </td>
                  <td className="factor-lean">
                    {lean !== null && (
                      <span aria-hidden="true">
                        <i
                          className={lean < 0 ? 'below' : 'above'}
                          style={{ width: `${Math.abs(lean) * 50}%`, [lean < 0 ? 'right' : 'left']: '50%' }}
                        />
                      </span>
                    )}
                  </td>
                  <td className="number muted">{show(step.factor, step.segment_mean)}</td>
                  <td className="number muted">{show(step.factor, step.base_mean)}</td>
                </tr>
              );
            })}
            <tr className="factor-total">
              <td>
                <span className="factor-sign">=</span>
                <MeasureName id="residual_value" />
              </td>
              <td className="number" title={format.moneyExact(number(customer, 'residual_value'))}>
                {format.money(steps.at(-1)?.product ?? number(customer, 'residual_value'))}
              </td>
              <td colSpan={3} />
            </tr>
          </tbody>
        </table>
      </div>
    </Tile>
  );
}
