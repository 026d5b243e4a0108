import { useTranslation } from 'react-i18next';
import { Tile } from '../../components/tile';
import { useFormat } from '../../format/use-format';
import '../../components/plain-table.css';
import type { ProfitTileProps } from './profit-tiles';

/** Where all cost ended: with customers, unused, with the enterprise, or nowhere yet. */
export function OpenTile({ costed }: ProfitTileProps) {
  const { t } = useTranslation('profit');
  const format = useFormat();
  const { report } = costed;
  const name = (id: string) => {
    const node = costed.diagram.nodes.find((item) => item.id === id);
    return node?.name ? format.word(node.name) : id;
  };
  const ends = [
    { name: t('profit:end.customers'), amount: report.customers.full, note: t('profit:open.customers') },
    { name: t('profit:end.unused'), amount: report.unused, note: t('profit:open.unused') },
    { name: t('profit:end.enterprise'), amount: report.enterprise, note: t('profit:open.enterprise') },
    ...report.open.map((open) => ({
      name: name(open.id),
      amount: open.amount,
      note: t(`profit:open.${open.reason}`),
    })),
  ].filter((end) => end.amount !== 0);
  return (
    <Tile
      id="profit-open"
      title={t('profit:open.title')}
      definition={t('profit:open.definition')}
      note={t(report.open.length === 0 ? 'profit:open.none' : 'profit:open.some', {
        amount: format.money(report.unassigned),
      })}
      sheet={{
        columns: [t('profit:open.end'), t('profit:column.cost'), t('profit:column.share')],
        rows: ends.map((end) => [
          end.name,
          end.amount,
          report.entered.full > 0 ? end.amount / report.entered.full : null,
        ]),
      }}
    >
      <div className="table-scroll">
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{t('profit:open.end')}</th>
              <th scope="col" className="number">
                {t('profit:column.cost')}, {format.currency}
              </th>
              <th scope="col" className="number">
                {t('profit:column.share')}
              </th>
            </tr>
          </thead>
          <tbody>
            {ends.map((end) => (
              <tr key={end.name}>
                <td>
                  {end.name} <span className="muted small">{end.note}</span>
                </td>
                <td className="number">{format.exact(end.amount, 0)}</td>
                <td className="number">
                  {format.percent(report.entered.full > 0 ? end.amount / report.entered.full : null)}
                </td>
              </tr>
            ))}
            <tr className="sum-row">
              <td>{t('profit:open.entered')}</td>
              <td className="number">{format.exact(report.entered.full, 0)}</td>
              <td className="number">{format.percent(report.entered.full > 0 ? 1 : null)}</td>
            </tr>
          </tbody>
        </table>
      </div>
      {report.unknown_customers && (
        <p className="muted small">
          {t('profit:open.strangers', {
            text: format.count(report.unknown_customers.customers),
            cost: format.money(report.unknown_customers.cost_to_serve),
          })}
        </p>
      )}
    </Tile>
  );
}
