import { useTranslation } from 'react-i18next';
import type { CostedView } from '../../api/costs';
import { Definition } from '../../components/definition';
import { Figure, Figures } from '../../components/figure';
import { useFormat } from '../../format/use-format';

/** Revenue, what goods and service cost, and what is left in both views. */
export function ProfitFigures({ costed }: { costed: CostedView }) {
  const { t } = useTranslation('profit');
  const format = useFormat();
  const { totals, report } = costed;
  const share = (part: number) => (totals.revenue > 0 ? format.percent(part / totals.revenue) : '');
  const costedShare = totals.share_costed;
  const goods =
    costedShare == null || costedShare >= 0.9995
      ? t('profit:figure.ofRevenue', { share: share(totals.product_cost) })
      : totals.margin == null
        ? t('profit:figure.costedPartly', { share: format.percent(costedShare, 0) })
        : t('profit:figure.costedMargin', { share: format.percent(costedShare, 0) });
  const beside = report.enterprise + report.unused + report.unassigned;
  const money = (name: string, meaning: string, value: number, note: string) => (
    <Figure
      key={name}
      label={<Definition text={meaning}>{name}</Definition>}
      value={format.money(value)}
      exact={format.moneyExact(value)}
      note={note}
    />
  );
  return (
    <Figures>
      {[
        money(
          t('profit:figure.revenue'),
          t('profit:figure.revenueMeans'),
          totals.revenue,
          t('profit:figure.customers', { count: totals.customers, text: format.count(totals.customers) }),
        ),
        money(
          t('profit:figure.productCost'),
          t('profit:figure.productCostMeans'),
          totals.product_cost,
          goods,
        ),
        money(
          t('profit:figure.costToServe'),
          t('profit:figure.costToServeMeans'),
          totals.cost_to_serve,
          t('profit:figure.ofRevenue', { share: share(totals.cost_to_serve) }),
        ),
        money(
          t('profit:figure.full'),
          t('profit:figure.fullMeans'),
          totals.profit_full,
          beside > 0
            ? t('profit:figure.afterAll', { amount: format.money(totals.profit_full - beside) })
            : t('profit:figure.ofRevenue', { share: share(totals.profit_full) }),
        ),
        money(
          t('profit:figure.incremental'),
          t('profit:figure.incrementalMeans'),
          totals.profit_incremental,
          t('profit:figure.ofRevenue', { share: share(totals.profit_incremental) }),
        ),
      ]}
    </Figures>
  );
}
