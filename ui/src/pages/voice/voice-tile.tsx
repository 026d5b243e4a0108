import { Skeleton } from 'antd';
import type { ReactNode } from 'react';
import type { Problem } from '../../api/types';
import { useProblemText } from '../../api/use-problem-text';
import { EmptyTile } from '../../components/empty-tile';
import type { Sheet } from '../../components/sheet';
import { Tile, type TileProps } from '../../components/tile';

/** What came of a question to the server: a view, a reason why there is none, a failure, or nothing yet. */
export interface Asked<T> {
  view: T | null | undefined;
  problem?: Problem | null;
  error?: unknown;
}

interface VoiceTileProps<T> extends Omit<TileProps, 'children' | 'empty' | 'sheet' | 'note'> {
  asked: Asked<T>;
  /** why the view has nothing to show; nothing where it has */
  none?: (view: T) => string | undefined;
  /** the table to import where there is nothing */
  table?: string;
  note?: (view: T) => ReactNode;
  sheet?: (view: T) => Sheet | null;
  children: (view: T) => ReactNode;
}

/** A tile with a question of its own: it waits, fails or stays empty without the others. */
export function VoiceTile<T>({ asked, none, table, note, sheet, children, ...tile }: VoiceTileProps<T>) {
  const told = useProblemText();
  const { view, problem, error } = asked;
  const said = problem ? told.told(problem) : error ? told.problem(error) : null;
  const reason = said ? `${said.message} ${said.hint}`.trim() : view ? none?.(view) : undefined;
  const empty = reason !== undefined ? <EmptyTile reason={reason} table={table} /> : undefined;
  return (
    <Tile
      {...tile}
      note={view && !empty ? note?.(view) : undefined}
      sheet={view ? (sheet?.(view) ?? null) : null}
      empty={empty}
    >
      {view ? children(view) : <Skeleton active title={false} paragraph={{ rows: 6 }} />}
    </Tile>
  );
}
