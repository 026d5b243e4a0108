import { Link } from '@tanstack/react-router';
import type { TopCustomer } from '../../api/types';
import { Bar } from '../../components/bar';
import { MeasureName } from '../../components/definition';
import { LabelTag } from '../../components/label-tag';
import type { Sheet } from '../../components/sheet';
import { type Format, useFormat } from '../../format/use-format';
import '../../components/plain-table.css';
import './customer-list.css';

/** A short list of customers with their value and whether they come back. */
export function CustomerList({ list }: { list: TopCustomer[] }) {
  const format = useFormat();
  return (
    <div className="table-scroll">
      <table className="plain-table customer-list">
        <thead>
          <tr>
            <th scope="col">
              <MeasureName id="customer_id" />
            </th>
            <th scope="col">
              <MeasureName id="rfm_segment" />
            </th>
            <th scope="col" className="number">
              <MeasureName id="customer_value" /> <span className="column-unit">{format.currency}</span>
            </th>
            <th scope="col" className="number">
              <MeasureName id="residual_value" /> <span className="column-unit">{format.currency}</span>
            </th>
            <th scope="col" className="number">
              <MeasureName id="probability_return" />
            </th>
            <th scope="col" className="number">
              <MeasureName id="days_idle" />
            </th>
          </tr>
        </thead>
        <tbody>
          {list.map((customer) => {
            const interval = format.range(customer.residual_value_low, customer.residual_value_high);
            return (
              <tr key={customer.customer_id}>
                <td>
                  <Link to="/customers/$id" params={{ id: customer.customer_id }}>
                    {customer.name ?? customer.customer_id}
                  </Link>
                </td>
                <td>
                  {customer.rfm_segment && <LabelTag measure="rfm_segment" label={customer.rfm_segment} />}
                </td>
                <td className="number" title={format.moneyExact(customer.customer_value)}>
                  {format.compact(customer.customer_value)}
                </td>
                <td className="number" title={format.moneyExact(customer.residual_value)}>
                  {format.compact(customer.residual_value)}
                  {interval && <span className="muted"> ({interval})</span>}
                </td>
                <td className="number">
                  <span className="customer-list-bar">
                    <Bar share={customer.probability_return} />
                    {format.percent(customer.probability_return)}
                  </span>
                </td>
                <td className="number">{format.exact(customer.days_idle, 0)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

/** The list as a table; titles by measure. */
export function customerSheet(list: TopCustomer[], title: (id: string) => string, format: Format): Sheet {
  const ids = [
    'customer_id',
    'rfm_segment',
    'customer_value',
    'residual_value',
    'residual_value_low',
    'residual_value_high',
    'probability_return',
    'days_idle',
  ] as const;
  return {
    columns: ids.map((id) => (/value/.test(id) ? `${title(id)}, ${format.currency}` : title(id))),
    rows: list.map((customer) => ids.map((id) => customer[id] ?? null)),
  };
}
