import { describe, expect, it } from 'vitest';
import type { VoiceSurvey } from '../../api/voice';
import { changeOf, shownWave } from './shown-wave';

const wave = (id: string, value?: number) => ({
  id,
  figure: value === undefined ? null : { value },
});
const survey = (chosen: string | null) =>
  ({
    wave: chosen,
    waves: [wave('2015', 30), wave('2016', 40), wave('2017')],
    changes: [{ from: '2015', to: '2016', difference: 10 }],
  }) as unknown as VoiceSurvey;

describe('the wave that is shown', () => {
  it('is the one that was asked for, or the last that has a figure', () => {
    expect(shownWave(survey('2015'))?.id).toBe('2015');
    expect(shownWave(survey(null))?.id).toBe('2016');
    expect(shownWave({ ...survey(null), waves: [] })).toBeUndefined();
    expect(shownWave(survey('1999'))).toBeUndefined();
  });
  it('has a change where there was one before', () => {
    const all = survey(null);
    expect(changeOf(all, shownWave(all))?.difference).toBe(10);
    expect(changeOf(all, all.waves[0])).toBeUndefined();
    expect(changeOf(all, undefined)).toBeUndefined();
  });
});
