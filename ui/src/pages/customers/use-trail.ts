import { useState } from 'react';

/** Customers on one page of the table. */
export const LIMIT = 50;

export interface Trail {
  /** where each page after the first begins, up to the one shown */
  cursors: string[];
  forth: (cursor: string) => void;
  back: () => void;
}

/** The way one came through the pages of one question; another question begins at the first page. */
export function useTrail(question: string): Trail {
  const [trail, setTrail] = useState<{ question: string; cursors: string[] }>({ question, cursors: [] });
  const cursors = trail.question === question ? trail.cursors : [];
  return {
    cursors,
    forth: (cursor) => setTrail({ question, cursors: [...cursors, cursor] }),
    back: () => setTrail({ question, cursors: cursors.slice(0, -1) }),
  };
}
