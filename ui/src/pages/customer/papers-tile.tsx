import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AccountView } from '../../api/decisions';
import { Tile } from '../../components/tile';
import { DASH } from '../../format/number';
import { useFormat } from '../../format/use-format';
import '../../components/plain-table.css';

/** Days before the end of a contract from which it stands out. */
const SOON = 90;

/** Contracts with their ends, what is owed and overdue, deals that are open. */
export function PapersTile({ account }: { account: AccountView }) {
  const { t } = useTranslation('decisions');
  const format = useFormat();
  const { contracts, invoices, opportunities } = account;
  if (contracts.length + invoices.length + opportunities.length === 0) return null;
  return (
    <Tile
      id="customer-papers"
      wide
      title={t('decisions:account.papers')}
      note={t('decisions:figure.on', { day: format.day(account.as_of) })}
      definition={t('decisions:account.papersMeaning')}
      sheet={{
        columns: [
          t('decisions:account.kind'),
          t('decisions:account.number'),
          t('decisions:account.day'),
          t('decisions:account.amount'),
        ],
        rows: [
          ...contracts.map((one) => [
            t('decisions:account.contracts'),
            one.contract_id,
            one.ended ?? '',
            one.monthly_amount ?? null,
          ]),
          ...invoices.map((one) => [
            t('decisions:account.invoices'),
            one.invoice_id,
            one.due,
            one.open ?? null,
          ]),
          ...opportunities.map((one) => [
            t('decisions:account.deals'),
            one.opportunity_id,
            one.expected_close ?? '',
            one.amount ?? null,
          ]),
        ],
      }}
    >
      <div className="account-list">
        {contracts.length > 0 && (
          <Papers
            title={t('decisions:account.contracts')}
            head={[t('decisions:account.number'), t('decisions:account.end'), t('decisions:account.monthly')]}
          >
            {contracts.map((one) => (
              <tr key={one.contract_id}>
                <td>
                  {one.contract_id} <span className="muted small">{one.plan}</span>
                </td>
                <td className={one.days_left != null && one.days_left < SOON ? 'overdue' : undefined}>
                  {one.ended ? format.day(one.ended) : t('decisions:account.endless')}
                </td>
                <td className="number">{format.money(one.monthly_amount)}</td>
              </tr>
            ))}
          </Papers>
        )}
        {invoices.length > 0 && (
          <Papers
            title={t('decisions:account.owed', {
              all: format.money(account.outstanding),
              late: format.money(account.overdue),
            })}
            head={[t('decisions:account.number'), t('decisions:account.due'), t('decisions:account.open')]}
          >
            {invoices.map((one) => (
              <tr key={one.invoice_id}>
                <td>{one.invoice_id}</td>
                <td>
                  {format.day(one.due)}{' '}
                  {one.days_overdue > 0 && (
                    <span className="overdue small">
                      {t('decisions:task.overdue', { count: one.days_overdue })}
                    </span>
                  )}
                </td>
                <td className="number">{format.money(one.open)}</td>
              </tr>
            ))}
          </Papers>
        )}
        {opportunities.length > 0 && (
          <Papers
            title={t('decisions:account.deals')}
            head={[t('decisions:account.stage'), t('decisions:account.close'), t('decisions:account.amount')]}
          >
            {opportunities.map((one) => (
              <tr key={one.opportunity_id}>
                <td>
                  {one.stage} <span className="muted small">{one.opportunity_id}</span>
                </td>
                <td>{one.expected_close ? format.day(one.expected_close) : DASH}</td>
                <td className="number">
                  {format.money(one.amount)}{' '}
                  <span className="muted small">
                    {one.probability == null ? '' : format.percent(one.probability, 0)}
                  </span>
                </td>
              </tr>
            ))}
          </Papers>
        )}
      </div>
    </Tile>
  );
}

function Papers({ title, head, children }: { title: string; head: string[]; children: ReactNode }) {
  return (
    <section>
      <h3>{title}</h3>
      <div className="tile-scroll">
        <table className="plain-table">
          <thead>
            <tr>
              {head.map((name, index) => (
                <th key={name} scope="col" className={index === head.length - 1 ? 'number' : undefined}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>{children}</tbody>
        </table>
      </div>
    </section>
  );
}
