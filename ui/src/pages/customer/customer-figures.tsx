import { useTranslation } from 'react-i18next';
import type { CustomerView } from '../../api/types';
import { useCatalogue } from '../../api/use-catalogue';
import { Definition, MeasureName } from '../../components/definition';
import { Figure, Figures } from '../../components/figure';
import { useFormat } from '../../format/use-format';
import { number, text } from './values';

/** Value, what is to come with its interval, whether and how often the customer comes back. */
export function CustomerFigures({ customer }: { customer: CustomerView }) {
  const { t } = useTranslation('customer');
  const catalogue = useCatalogue();
  const format = useFormat();
  const value = (id: string) => number(customer, id);
  const interval = format.range(value('residual_value_low'), value('residual_value_high'));
  const source = text(customer, 'value_source');
  const reason = t('customer:unknownValue');
  const next = customer.next_purchase;
  return (
    <Figures>
      <Figure
        label={<MeasureName id="customer_value" />}
        value={format.money(value('customer_value'))}
        exact={value('customer_value') === null ? reason : format.moneyExact(value('customer_value'))}
        note={
          customer.value_rank == null
            ? ''
            : // Nobody is above all, being one of them.
              t('customer:figure.rank', { share: format.percent(Math.min(customer.value_rank, 0.999)) })
        }
      />
      <Figure
        label={<MeasureName id="residual_value" />}
        value={format.money(value('residual_value'))}
        exact={value('residual_value') === null ? reason : format.moneyExact(value('residual_value'))}
        note={
          interval ? `(${interval})` : source ? format.cell(source, catalogue.measure('value_source')) : ''
        }
      />
      <Figure
        label={<MeasureName id="probability_return" />}
        value={format.percent(value('probability_return'))}
        exact={value('probability_return') === null ? reason : format.percent(value('probability_return'), 4)}
        note={(value('probability_return') ?? 1) < 0.5 ? t('customer:figure.noNext') : ''}
      />
      {next && (
        <Figure
          label={
            <Definition text={t('customer:figure.nextPurchaseMeans')}>
              {t('customer:figure.nextPurchase')}
            </Definition>
          }
          value={format.day(next.median)}
          note={`(${format.day(next.low)} – ${format.day(next.high)})`}
        />
      )}
      <Figure
        label={<MeasureName id="orders" />}
        value={format.count(value('orders'))}
        exact={format.exact(value('orders'))}
        note={t('customer:figure.since', { day: format.day(text(customer, 'first_purchase')) })}
      />
    </Figures>
  );
}
