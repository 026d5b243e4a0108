/** How a value is compared; `is` and `not` take several values. */
export type FilterOp = 'is' | 'not' | 'ge' | 'le' | 'has';

/** One condition on the customer table, written `field:op:value` in the URL and in calls. */
export interface Filter {
  field: string;
  op: FilterOp;
  value: string;
}

const OPS: readonly string[] = ['is', 'not', 'ge', 'le', 'has'];

/** Reads `field:op:value`; null where it is no such thing. The value may hold colons. */
export function parseFilter(text: string): Filter | null {
  const first = text.indexOf(':');
  const second = text.indexOf(':', first + 1);
  if (first <= 0 || second < 0) return null;
  const op = text.slice(first + 1, second);
  const value = text.slice(second + 1);
  if (!OPS.includes(op) || value === '') return null;
  return { field: text.slice(0, first), op: op as FilterOp, value };
}

/** Writes a condition. */
export function writeFilter(filter: Filter): string {
  return `${filter.field}:${filter.op}:${filter.value}`;
}

/** Values of an `is` or `not`. */
export function filterValues(filter: Filter): string[] {
  return splitValues(filter.value);
}

/** Replaces every condition on the same field and comparison; no values take it away. */
export function setFilter(list: string[], field: string, op: FilterOp, values: string[]): string[] {
  const rest = list.filter((text) => {
    const filter = parseFilter(text);
    return filter === null || filter.field !== field || filter.op !== op;
  });
  const value = values.map(escapeValue).join('|');
  return value === '' ? rest : [...rest, writeFilter({ field, op, value })];
}

/** Conditions that can be read, in order, each once. */
export function cleanFilters(list: readonly string[]): string[] {
  return [...new Set(list)].filter((text) => parseFilter(text) !== null);
}

/** Values parted by `|`; within a value `\|` is a bar and `\\` a backslash. */
function splitValues(text: string): string[] {
  const values = [''];
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at];
    if (letter === '|') {
      values.push('');
    } else {
      if (letter === '\\') at += 1;
      values[values.length - 1] += text[at] ?? '\\';
    }
  }
  return values;
}

function escapeValue(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('|', '\\|');
}
