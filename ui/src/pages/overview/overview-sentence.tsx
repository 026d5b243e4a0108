import { Trans, useTranslation } from 'react-i18next';
import type { OverviewView } from '../../api/types';
import { useFormat } from '../../format/use-format';

/** Who brings half of all value, and how many of them are slipping. */
export function OverviewSentence({ data }: { data: OverviewView }) {
  const { t } = useTranslation('overview');
  const format = useFormat();
  if (data.customers === 0) return t('overview:sentence.none');
  const key =
    data.customers_for_half === 0
      ? 'overview:sentence.noValue'
      : data.mean_probability_return == null
        ? 'overview:sentence.unmodelled'
        : data.slipping > 0
          ? 'overview:sentence.slipping'
          : 'overview:sentence.steady';
  return (
    <Trans
      t={t}
      i18nKey={key}
      count={data.customers_for_half}
      values={{
        half: format.count(data.customers_for_half),
        share: format.percent(data.customers_for_half / data.customers),
        slipping: format.count(data.slipping),
        atStake: format.money(data.slipping_value),
        customers: format.count(data.customers),
      }}
      components={{ b: <b />, w: <b className="warn" /> }}
    />
  );
}
