import { useFormat } from '../format/use-format';
import type { Sheet } from './sheet';
import './plain-table.css';

/** A sheet to read: what a chart shows, in figures. */
export function SheetTable({ sheet }: { sheet: Sheet }) {
  const format = useFormat();
  const numeric = sheet.columns.map((_, index) => sheet.rows.every((row) => typeof row[index] !== 'string'));
  return (
    <div className="tile-scroll">
      <table className="plain-table">
        <thead>
          <tr>
            {sheet.columns.map((column, index) => (
              <th key={column} className={numeric[index] ? 'number' : ''} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sheet.rows.map((row, key) => (
            <tr key={key}>
              {row.map((value, index) => (
                <td key={index} className={numeric[index] ? 'number' : ''}>
                  {typeof value === 'string' ? value : format.exact(value, 4)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
