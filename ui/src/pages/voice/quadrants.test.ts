import { describe, expect, it } from 'vitest';
import { type MapFrame, QUADRANTS, quadrantArea } from './quadrants';

const frame: MapFrame = { performance: [1, 5], importance: [0, 1], cut: { performance: 4, importance: 0.3 } };

describe('quarters of the map', () => {
  it('put what is important above and what is good to the right', () => {
    expect(quadrantArea('keep-up', frame)).toEqual({ from: [4, 0.3], to: [5, 1] });
    expect(quadrantArea('concentrate', frame)).toEqual({ from: [1, 0.3], to: [4, 1] });
    expect(quadrantArea('low-priority', frame)).toEqual({ from: [1, 0], to: [4, 0.3] });
    expect(quadrantArea('overdone', frame)).toEqual({ from: [4, 0], to: [5, 0.3] });
  });
  it('cover the map and no more', () => {
    const area = QUADRANTS.map((quadrant) => {
      const { from, to } = quadrantArea(quadrant, frame);
      return (to[0] - from[0]) * (to[1] - from[1]);
    }).reduce((sum, part) => sum + part, 0);
    expect(area).toBeCloseTo(4);
  });
});
