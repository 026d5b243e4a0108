import type { FormView } from '../../api/types';

/** What was typed: by account and line. */
export type Typed = Record<string, { score?: number; note?: string }>;

/** Key of a cell. */
export function cellKey(customer: string, line: string): string {
  return JSON.stringify([customer, line]);
}

/** Scores to be kept: those that differ from what is there. A note goes with a score. */
export function changed(form: FormView, typed: Typed) {
  return form.accounts.flatMap((account) =>
    form.lines.flatMap((line, index) => {
      const own = typed[cellKey(account.customer_id, line.id)];
      const kept = account.cells[index];
      const score = own?.score ?? kept?.score ?? undefined;
      if (own === undefined || score === undefined) return [];
      const note = own.note ?? kept?.note ?? null;
      const same = score === kept?.score && note === (kept?.note ?? null) && !kept?.old;
      return same ? [] : [{ customer_id: account.customer_id, line: line.id, score, note: note || null }];
    }),
  );
}
