import { describe, expect, it } from 'vitest';
import type { CustomerVoice } from '../../api/voice';
import { heardMarks } from './heard-marks';

const text = (en: string) => ({ en, zh: en });
const heard = {
  scores: [
    { day: '2024-05-02', displeased: true, name: text('Recommendation'), class_label: text('Detractor') },
    { day: '2024-03-01', displeased: false, name: text('Recommendation'), class_label: null },
  ],
  contacts: [
    { day: '2024-05-02', sort: 'complaint' },
    { day: '2024-05-02', sort: 'complaint' },
    { day: '2024-01-09', sort: 'praise' },
    { day: '2024-01-10', sort: 'other' },
  ],
} as unknown as CustomerVoice;
const words = { word: (one: { en: string }) => one.en, contact: (one: { sort: string }) => one.sort };

describe('what a customer said by day', () => {
  it('is one mark a day, warns where it was displeased, and leaves visits out', () => {
    expect(heardMarks(heard, words)).toEqual([
      { day: '2024-01-09', warn: false, said: ['praise'] },
      { day: '2024-03-01', warn: false, said: ['Recommendation'] },
      { day: '2024-05-02', warn: true, said: ['Recommendation: Detractor', 'complaint'] },
    ]);
    expect(heardMarks(undefined, words)).toEqual([]);
  });
});
