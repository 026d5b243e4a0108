import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { queries } from '../../api/queries';
import type { OverviewView } from '../../api/types';
import { Definition, MeasureName } from '../../components/definition';
import { Figure, Figures } from '../../components/figure';
import { useFormat } from '../../format/use-format';

/** Equity with its interval and change, history, purchases and customers to come. */
export function OverviewFigures({ data, filtered }: { data: OverviewView; filtered: boolean }) {
  const { t } = useTranslation('overview');
  const format = useFormat();
  const { data: runs } = useQuery(queries.runs());
  const tree = data.value_tree;
  const interval = format.range(tree.customer_equity_low, tree.customer_equity_high);
  const position = runs?.findIndex((run) => run.id === data.run.id) ?? -1;
  const before = position >= 0 ? runs?.[position + 1] : undefined;
  // Only the whole base can be compared: an earlier run keeps no figures of a filter.
  const change =
    !filtered && before?.customer_equity && tree.customer_equity
      ? tree.customer_equity / before.customer_equity - 1
      : null;
  // The same value again is no news: the interval alone stands there.
  const changed = change !== null && change !== 0;
  const unknown = t('overview:unknown');
  return (
    <Figures>
      <Figure
        label={<MeasureName id="customer_equity" />}
        value={format.money(tree.customer_equity)}
        exact={tree.customer_equity == null ? unknown : format.moneyExact(tree.customer_equity)}
        note={
          <>
            {interval && <Definition text={t('overview:figure.interval')}>{`(${interval})`}</Definition>}
            {changed && (
              <span className={change < 0 ? 'down' : 'up'}>
                {' '}
                <Definition text={t('overview:figure.change', { day: format.moment(before?.created_at) })}>
                  {format.change(change)}
                </Definition>
              </span>
            )}
          </>
        }
      />
      <Figure
        label={<MeasureName id="realised_value" />}
        value={format.money(tree.realised_value)}
        exact={tree.realised_value == null ? unknown : format.moneyExact(tree.realised_value)}
        note={t('overview:figure.revenue', { revenue: format.money(tree.revenue) })}
      />
      <Figure
        label={
          <Definition text={t('overview:figure.customersDefinition')}>
            {t('overview:figure.customers')}
          </Definition>
        }
        value={format.count(data.customers)}
        exact={format.exact(data.customers, 0)}
        note={t('overview:figure.repeaters', {
          share: format.percent(data.customers > 0 ? data.repeat_customers / data.customers : null),
        })}
      />
      <Figure
        label={
          <Definition text={t('overview:figure.returningDefinition')}>
            {t('overview:figure.returning')}
          </Definition>
        }
        value={format.count(data.returning_customers == null ? null : Math.round(data.returning_customers))}
        exact={data.returning_customers == null ? unknown : format.exact(data.returning_customers)}
        note={
          data.mean_probability_return == null
            ? ''
            : t('overview:figure.returningShare', { share: format.percent(data.mean_probability_return) })
        }
      />
      <Figure
        label={<MeasureName id="expected_purchases" />}
        value={format.count(data.expected_purchases == null ? null : Math.round(data.expected_purchases))}
        exact={data.expected_purchases == null ? unknown : format.exact(data.expected_purchases)}
        note={t('overview:figure.horizon', { count: data.run.horizon_days })}
      />
    </Figures>
  );
}
