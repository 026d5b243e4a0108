import { client } from '../api/client';
import { ApiError, isProblem } from '../api/problem';

export type SheetCell = string | number | null;

/** The data of a tile as a table: what the table view shows and the exports hold. */
export interface Sheet {
  columns: string[];
  rows: SheetCell[][];
}

// A text that a spreadsheet would take for a formula is written as text.
function harmless(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

function field(value: SheetCell): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = harmless(value);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** CSV of a sheet, with a mark of its encoding so that spreadsheets read Chinese. */
export function csv(sheet: Sheet): string {
  const lines = [sheet.columns, ...sheet.rows].map((row) => row.map(field).join(','));
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}

/** Hands a file to the reader. */
export function download(name: string, content: Blob | string): void {
  const link = document.createElement('a');
  const address = typeof content === 'string' ? content : URL.createObjectURL(content);
  link.href = address;
  link.download = name;
  link.click();
  if (typeof content !== 'string') setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** Saves a sheet as CSV. */
export function saveCsv(name: string, sheet: Sheet): void {
  download(`${name}.csv`, new Blob([csv(sheet)], { type: 'text/csv;charset=utf-8' }));
}

/** Saves a sheet as a spreadsheet, which the server writes. */
export async function saveXlsx(name: string, sheet: Sheet): Promise<void> {
  const { data, error, response } = await client.POST('/api/v1/export/sheet', {
    body: { name, columns: sheet.columns, rows: sheet.rows },
    parseAs: 'blob',
  });
  if (!response.ok || !data) {
    throw new ApiError(
      isProblem(error)
        ? error
        : { code: 'unexpected', message: `the server answered ${response.status}`, values: {} },
      response.status,
    );
  }
  download(`${name}.xlsx`, data);
}
