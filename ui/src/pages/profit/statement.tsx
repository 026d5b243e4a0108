import { Fragment, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CostStatement } from '../../api/costs';
import { Bar } from '../../components/bar';
import { useFormat } from '../../format/use-format';
import '../../components/plain-table.css';
import { useDriverName } from './driver-name';
import { less } from './less';
import './profit.css';

/** The lines of a statement; every activity opens to show who passed its cost on. */
export function Statement({ statement }: { statement: CostStatement }) {
  const { t } = useTranslation('profit');
  const format = useFormat();
  const driver = useDriverName();
  const [opened, setOpened] = useState<string[]>([]);
  const { explanation } = statement;
  const turn = (id: string) =>
    setOpened(opened.includes(id) ? opened.filter((known) => known !== id) : [...opened, id]);
  const both = (name: string, full: number, incremental: number, sum?: boolean, isResult?: boolean) => (
    <tr className={sum ? 'sum-row' : ''}>
      <td>{name}</td>
      <td />
      <td />
      <td />
      <td className={full < 0 && isResult ? 'number loss' : 'number'}>{format.exact(full, 2)}</td>
      <td className={incremental < 0 && isResult ? 'number loss' : 'number'}>
        {format.exact(incremental, 2)}
      </td>
    </tr>
  );
  const most = explanation.resources[0]?.amount ?? 0;
  return (
    <>
      <p className="muted small statement-days">
        {t('profit:statement.days', {
          costs: format.word(statement.costs),
          from: format.day(statement.from),
          to: format.day(statement.to),
        })}
      </p>
      <div className="table-scroll">
        <table className="plain-table profit-table statement-table">
          <thead>
            <tr>
              <th scope="col">{t('profit:column.line')}</th>
              <th scope="col">{t('profit:column.driver')}</th>
              <th scope="col" className="number">
                {t('profit:column.volume')}
              </th>
              <th scope="col" className="number">
                {t('profit:column.rate')}
              </th>
              <th scope="col" className="number">
                {t('profit:view.full')}, {format.currency}
              </th>
              <th scope="col" className="number">
                {t('profit:view.incremental')}, {format.currency}
              </th>
            </tr>
          </thead>
          <tbody>
            {both(t('profit:column.revenue'), statement.revenue, statement.revenue)}
            {both(t('profit:column.productCost'), less(statement.product_cost), less(statement.product_cost))}
            {both(t('profit:column.gross'), statement.gross_profit, statement.gross_profit, true)}
            {explanation.steps.map((step) => (
              <Fragment key={step.id}>
                <tr>
                  <td>
                    <button
                      type="button"
                      className="cell-link"
                      aria-expanded={opened.includes(step.id)}
                      onClick={() => turn(step.id)}
                    >
                      {opened.includes(step.id) ? '▾' : '▸'} {format.word(step.name)}
                    </button>
                  </td>
                  <td className="muted profit-driver" title={step.driver}>
                    {driver(step.driver)}
                  </td>
                  <td className="number">{format.exact(step.volume, 2)}</td>
                  <td className="number">{format.exact(step.rate, 4)}</td>
                  <td className="number">{format.exact(less(step.cost), 2)}</td>
                  <td className="number">{format.exact(less(step.cost_incremental), 2)}</td>
                </tr>
                {opened.includes(step.id) &&
                  (step.from.length > 0
                    ? step.from
                    : [{ id: step.id, name: step.name, amount: step.cost }]
                  ).map((share) => (
                    <tr key={share.id} className="step-from">
                      <td colSpan={4}>{t('profit:statement.from', { name: format.word(share.name) })}</td>
                      <td className="number muted">{format.exact(less(share.amount), 2)}</td>
                      <td />
                    </tr>
                  ))}
              </Fragment>
            ))}
            {both(
              t('profit:column.costToServe'),
              less(explanation.cost_to_serve),
              less(explanation.cost_incremental),
              true,
            )}
            {both(t('profit:column.profit'), statement.profit_full, statement.profit_incremental, true, true)}
          </tbody>
        </table>
      </div>
      {explanation.resources.length > 0 && (
        <section className="statement-resources">
          <h3>{t('profit:statement.resources')}</h3>
          <ul>
            {explanation.resources.map((share) => (
              <li key={share.id}>
                <span>{format.word(share.name)}</span>
                <Bar share={most > 0 ? share.amount / most : 0} />
                <span className="figures">{format.exact(share.amount, 2)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
