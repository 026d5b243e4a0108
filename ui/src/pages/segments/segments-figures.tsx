import { useTranslation } from 'react-i18next';
import type { SegmentsView } from '../../api/types';
import { MeasureName } from '../../components/definition';
import { Figure, Figures } from '../../components/figure';
import { useFormat } from '../../format/use-format';

/** Size and worth of the filtered base. */
export function SegmentsFigures({ data }: { data: SegmentsView }) {
  const { t } = useTranslation('segments');
  const format = useFormat();
  const sum = (pick: (label: SegmentsView['labels'][number]) => number | null | undefined) => {
    const known = data.labels.map(pick).filter((value): value is number => value != null);
    return known.length > 0 ? known.reduce((total, value) => total + value, 0) : null;
  };
  const value = sum((label) => label.customer_value);
  const likely = sum((label) =>
    label.mean_probability_return == null ? null : label.mean_probability_return * label.customers,
  );
  const money = (id: string, amount: number | null) => (
    <Figure
      label={<MeasureName id={id} />}
      value={format.money(amount)}
      exact={amount === null ? t('segments:unknown') : format.moneyExact(amount)}
      note={
        value && amount !== null && id !== 'customer_value'
          ? t('segments:figure.of', { share: format.percent(amount / value) })
          : ''
      }
    />
  );
  return (
    <Figures>
      <Figure
        label={t('segments:figure.customers')}
        value={format.count(data.customers)}
        exact={format.exact(data.customers, 0)}
        note={t('segments:figure.labels', {
          count: data.labels.filter((label) => label.customers > 0).length,
        })}
      />
      {money('customer_value', value)}
      {money(
        'realised_value',
        sum((label) => label.realised_value),
      )}
      {money(
        'expected_value',
        sum((label) => label.expected_value),
      )}
      <Figure
        label={<MeasureName id="probability_return" />}
        value={format.percent(likely !== null && data.customers > 0 ? likely / data.customers : null)}
        exact={likely === null ? t('segments:unknown') : t('segments:figure.mean')}
      />
    </Figures>
  );
}
