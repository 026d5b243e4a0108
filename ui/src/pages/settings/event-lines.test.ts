import { describe, expect, it } from 'vitest';
import { eventLines, eventsOf } from './event-lines';

describe('event lines', () => {
  it('become events and back', () => {
    const text = 'Summer sale 2025-06-01..2025-06-07\nFair 2025-09-10..2025-09-10';
    expect(eventLines(eventsOf(text))).toBe(text);
    expect(eventsOf(' 会员日  2025-08-08 \n\n')).toEqual([
      { name: '会员日', from: '2025-08-08', to: '2025-08-08' },
    ]);
  });
  it('without days are kept for the server to refuse', () => {
    expect(eventsOf('Sale')).toEqual([{ name: 'Sale', from: '', to: '' }]);
  });
});
