import { describe, expect, it } from 'vitest';
import type { FormView } from '../../api/types';
import { cellKey, changed } from './form-scores';

const form = {
  lines: [{ id: 'trust' }, { id: 'credit' }],
  accounts: [
    {
      customer_id: 'A',
      cells: [
        { score: 4, note: 'well', old: false },
        { score: null, note: null, old: false },
      ],
    },
    {
      customer_id: 'B',
      cells: [
        { score: 2, note: null, old: true },
        { score: null, note: null, old: false },
      ],
    },
  ],
} as unknown as FormView;

describe('scores of a form', () => {
  it('keeps what was changed alone', () => {
    expect(changed(form, {})).toEqual([]);
    expect(changed(form, { [cellKey('A', 'trust')]: { score: 4 } })).toEqual([]);
    expect(changed(form, { [cellKey('A', 'trust')]: { score: 5 } })).toEqual([
      { customer_id: 'A', line: 'trust', score: 5, note: 'well' },
    ]);
  });
  it('confirms an old score, and drops a note without a score', () => {
    expect(changed(form, { [cellKey('B', 'trust')]: { score: 2 } })).toEqual([
      { customer_id: 'B', line: 'trust', score: 2, note: null },
    ]);
    expect(changed(form, { [cellKey('A', 'credit')]: { note: 'later' } })).toEqual([]);
  });
});
