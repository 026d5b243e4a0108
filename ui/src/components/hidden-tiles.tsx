import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { recallList, remember } from '../app/memory';

const KEY = 'patron.hidden-tiles';
let hidden: string[] | null = null;
const listeners = new Set<() => void>();

function read(): string[] {
  hidden ??= recallList(KEY);
  return hidden;
}

function write(next: string[]): void {
  hidden = next;
  remember(KEY, JSON.stringify(next));
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Tiles this reader does not want to see. */
export function useHiddenTiles(): [string[], (next: string[]) => void] {
  return [useSyncExternalStore(subscribe, read), write];
}

/** The way back for the hidden tiles of a page, by the first part of their ids. */
export function HiddenTiles({ page }: { page: string }) {
  const { t } = useTranslation('parts');
  const [all, set] = useHiddenTiles();
  const here = all.filter((id) => id.startsWith(`${page}-`));
  if (here.length === 0) return null;
  return (
    <p>
      <button
        type="button"
        className="plain-button muted"
        onClick={() => set(all.filter((id) => !here.includes(id)))}
      >
        {t('parts:tile.showHidden', { count: here.length })}
      </button>
    </p>
  );
}
