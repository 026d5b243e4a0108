import type { CustomerView } from '../../api/types';
import type { Cell } from '../../format/measure';

/** A figure of the customer; null where it is not known. */
export function number(customer: CustomerView, id: string): number | null {
  const value = customer.values[id];
  return typeof value === 'number' ? value : null;
}

/** A text or label of the customer. */
export function text(customer: CustomerView, id: string): string | null {
  const value = customer.values[id];
  return typeof value === 'string' && value !== '' ? value : null;
}

/** Any cell of the customer as a table shows it. */
export function cellOf(value: unknown): Cell {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}
