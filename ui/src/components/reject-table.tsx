import { useTranslation } from 'react-i18next';
import type { QuarantinedRow } from '../api/types';
import { useFormat } from '../format/use-format';
import './plain-table.css';

/** Rejected rows: where, what stood there, why it was not taken, what was expected. */
export function RejectTable({ rows }: { rows: QuarantinedRow[] }) {
  const { t, i18n } = useTranslation('parts');
  const format = useFormat();
  if (rows.length === 0) return <p className="muted">{t('parts:reject.none')}</p>;
  const reason = (row: QuarantinedRow) =>
    i18n.exists(`problems:${row.reason}.message`)
      ? t(`problems:${row.reason}.message`, { ns: 'problems', value: row.value, column: row.column })
      : row.reason;
  // The server's words are more exact, but they are English.
  const expected = (row: QuarantinedRow) =>
    i18n.language !== 'en' && i18n.exists(`problems:${row.reason}.expected`)
      ? t(`problems:${row.reason}.expected`, { ns: 'problems' })
      : row.expected;
  return (
    <div className="table-scroll">
      <table className="plain-table reject-table">
        <thead>
          <tr>
            <th scope="col">{t('parts:reject.file')}</th>
            <th scope="col" className="number">
              {t('parts:reject.row')}
            </th>
            <th scope="col">{t('parts:reject.column')}</th>
            <th scope="col">{t('parts:reject.value')}</th>
            <th scope="col">{t('parts:reject.reason')}</th>
            <th scope="col">{t('parts:reject.expected')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.batch} ${row.file} ${row.row} ${row.column}`}>
              <td>{row.file}</td>
              <td className="number">{format.exact(row.row, 0)}</td>
              <td>{row.column ?? ''}</td>
              <td>
                <code title={row.value ?? undefined}>{row.value ?? ''}</code>
              </td>
              <td>{reason(row)}</td>
              <td className="muted">{expected(row)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
