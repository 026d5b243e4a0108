import { describe, expect, it } from 'vitest';
import { type Figured, sayings } from './sayings';

const nps: Figured = { instrument: 'nps', level: '39.8' };
const keys = (found: Figured) => sayings(found).map(({ key }) => key);

describe('the sentence', () => {
  it('says where the index stands, and no more than is known', () => {
    expect(sayings(nps)).toEqual([{ key: 'nps', values: { level: '39.8' } }]);
    expect(keys({ ...nps, instrument: 'custom' })).toEqual(['other']);
    expect(keys({ ...nps, instrument: 'servqual', below: true, weakest: 'Empathy' })).toEqual([
      'servqual',
      'weakest',
    ]);
    expect(keys({ ...nps, instrument: 'servqual', below: false })).toEqual(['servqualMet']);
  });
  it('calls a change one only where chance would hardly do it', () => {
    const change = { by: 4, size: '4.0', since: '2016', clear: true };
    expect(keys({ ...nps, change })).toEqual(['nps', 'up']);
    expect(keys({ ...nps, change: { ...change, by: -4 } })).toEqual(['nps', 'down']);
    expect(keys({ ...nps, change: { ...change, clear: false } })).toEqual(['nps', 'steady']);
  });
  it('says what is at stake where somebody is displeased', () => {
    const stake = { customers: 12, text: '12', value: '3.2M', share: '8.1%' };
    expect(keys({ ...nps, stake })).toEqual(['nps', 'stake']);
    expect(keys({ ...nps, stake: { ...stake, customers: 0 } })).toEqual(['nps']);
  });
});
