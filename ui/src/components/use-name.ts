import { useSyncExternalStore } from 'react';
import { recall, remember } from '../app/memory';

const KEY = 'patron.by';

let current: string | null = null;
const listeners = new Set<() => void>();

function read(): string {
  current ??= recall(KEY) ?? '';
  return current;
}

function write(name: string): void {
  current = name;
  remember(KEY, name.trim() === '' ? null : name.trim());
  for (const told of listeners) told();
}

function listen(told: () => void): () => void {
  listeners.add(told);
  return () => listeners.delete(told);
}

/** The reader's name, asked once and remembered by this browser: decisions carry it. */
export function useName(): [string, (name: string) => void] {
  return [useSyncExternalStore(listen, read), write];
}
