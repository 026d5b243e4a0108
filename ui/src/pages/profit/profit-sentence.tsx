import { Trans, useTranslation } from 'react-i18next';
import type { CostedView } from '../../api/costs';
import { useFormat } from '../../format/use-format';

/** What is left of the revenue, and how much customers who cost more than they bring take away. */
export function ProfitSentence({ costed }: { costed: CostedView }) {
  const { t } = useTranslation('profit');
  const format = useFormat();
  const { totals, report } = costed;
  if (totals.customers === 0) return t('profit:sentence.nobody');
  const values = {
    from: format.day(report.from),
    to: format.day(report.to),
    revenue: format.money(totals.revenue),
    profit: format.money(totals.profit_full),
    customers: format.count(totals.customers),
    below: format.count(totals.below_full),
    loss: format.money(Math.abs(totals.loss_full)),
    incremental: format.count(totals.below_incremental),
  };
  const key =
    totals.below_full === 0
      ? 'profit:sentence.allEarn'
      : totals.below_incremental === 0
        ? 'profit:sentence.someLose'
        : 'profit:sentence.someLoseBoth';
  return <Trans t={t} i18nKey={key} values={values} components={{ b: <b /> }} />;
}
