import { useQuery } from '@tanstack/react-query';
import { Trans, useTranslation } from 'react-i18next';
import { queries } from '../../api/queries';
import { useFilters } from '../../filter/use-filters';
import { useFormat } from '../../format/use-format';

/** How many customers are listed and what they are worth together. */
export function CustomersSentence({ total, q }: { total: number; q: string | undefined }) {
  const { t } = useTranslation('customers');
  const format = useFormat();
  const [filters] = useFilters();
  const { data } = useQuery(queries.overview(filters, q));
  const { data: status } = useQuery(queries.status());
  const all = status?.current_run?.customers ?? 0;
  const value = data?.value_tree.customer_value;
  const key =
    total === 0
      ? 'customers:sentence.none'
      : q
        ? 'customers:sentence.found'
        : !data
          ? 'customers:sentence.count'
          : filters.length > 0
            ? 'customers:sentence.filtered'
            : 'customers:sentence.all';
  return (
    <Trans
      t={t}
      i18nKey={key}
      count={total}
      values={{
        q,
        total: format.exact(total, 0),
        share: format.percent(all > 0 ? total / all : null),
        value: format.money(value),
        expected: format.money(data?.value_tree.expected_value),
      }}
      components={{ b: <b /> }}
    />
  );
}
