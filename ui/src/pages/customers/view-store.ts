import { recall, remember } from '../../app/memory';

/** A way of looking at the table. */
export interface SavedView {
  name: string;
  columns: string[];
  sort: string;
  f: string[];
}

const KEY = 'patron.customer-views';

function texts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function isView(value: unknown): value is SavedView {
  if (typeof value !== 'object' || value === null) return false;
  const { name, columns, sort, f } = value as Record<string, unknown>;
  return typeof name === 'string' && typeof sort === 'string' && texts(columns) && texts(f);
}

/** Views kept in this browser; what cannot be read is left out. */
export function readViews(): SavedView[] {
  try {
    const list: unknown = JSON.parse(recall(KEY) ?? '[]');
    return Array.isArray(list) ? list.filter(isView) : [];
  } catch {
    return [];
  }
}

/** Keeps the views. */
export function writeViews(views: SavedView[]): void {
  remember(KEY, JSON.stringify(views));
}
