import { describe, expect, it } from 'vitest';
import type { SchemePlaybooks } from '../../api/decisions';
import { changesOf, draftsOf, sumOf } from './playbook-draft';

const words = (text: string) => ({ zh: text, en: text });
const kept: SchemePlaybooks = {
  scheme: 'abc_class',
  name: words('ABC'),
  version: 0,
  labels: [
    {
      id: 'A',
      label: words('A'),
      meaning: words('best'),
      strategy: words('hold'),
      playbook: { offer: words('o'), cadence: words('c'), owner: words('w'), resources: 60 },
      edited: false,
    },
    {
      id: 'B',
      label: words('B'),
      meaning: words('rest'),
      strategy: words('grow'),
      playbook: null,
      edited: false,
    },
  ],
};

describe('a playbook that is typed', () => {
  it('sends what was changed and nothing else', () => {
    const [a, b] = draftsOf(kept);
    if (!a || !b) throw new Error('two labels');
    expect(changesOf(kept, [a, b])).toEqual([]);
    const changed = [
      { ...a, strategy: { zh: '拜访', en: 'hold' } },
      { ...b, resources: 40 },
    ];
    expect(changesOf(kept, changed)).toEqual([
      { id: 'A', strategy: { zh: '拜访', en: 'hold' } },
      { id: 'B', resources: 40 },
    ]);
  });
  it('adds the resources up, where there are any', () => {
    const drafts = draftsOf(kept);
    expect(sumOf(drafts)).toBe(60);
    expect(sumOf(drafts.map((draft) => ({ ...draft, resources: null })))).toBeNull();
  });
});
