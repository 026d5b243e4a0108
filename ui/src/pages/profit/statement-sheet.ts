import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { CostStatement } from '../../api/costs';
import type { Sheet } from '../../components/sheet';
import { useFormat } from '../../format/use-format';
import { useDriverName } from './driver-name';
import { less } from './less';

/** A statement as a table. */
export function useStatementSheet(): (statement: CostStatement) => Sheet {
  const { t } = useTranslation('profit');
  const format = useFormat();
  const driver = useDriverName();
  return useCallback(
    (statement) => {
      const { explanation } = statement;
      const line = (name: string, full: number, incremental: number) => [
        name,
        '',
        null,
        null,
        full,
        incremental,
      ];
      return {
        columns: [
          t('profit:column.line'),
          t('profit:column.driver'),
          t('profit:column.volume'),
          t('profit:column.rate'),
          t('profit:view.full'),
          t('profit:view.incremental'),
        ],
        rows: [
          line(t('profit:column.revenue'), statement.revenue, statement.revenue),
          line(t('profit:column.productCost'), less(statement.product_cost), less(statement.product_cost)),
          line(t('profit:column.gross'), statement.gross_profit, statement.gross_profit),
          ...explanation.steps.map((step) => [
            format.word(step.name),
            driver(step.driver),
            step.volume,
            step.rate,
            less(step.cost),
            less(step.cost_incremental),
          ]),
          line(
            t('profit:column.costToServe'),
            less(explanation.cost_to_serve),
            less(explanation.cost_incremental),
          ),
          line(t('profit:column.profit'), statement.profit_full, statement.profit_incremental),
        ],
      };
    },
    [t, format, driver],
  );
}
