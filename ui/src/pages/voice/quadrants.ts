/** Quarters of the importance-performance map, as the server names them. */
export const QUADRANTS = ['keep-up', 'concentrate', 'low-priority', 'overdone'] as const;

export type Quadrant = (typeof QUADRANTS)[number];

/** Two ends of each axis and where the map is cut. */
export interface MapFrame {
  performance: [number, number];
  importance: [number, number];
  cut: { performance: number; importance: number };
}

/** Corners of a quarter: important is up, good is right. */
export function quadrantArea(
  quadrant: Quadrant,
  frame: MapFrame,
): { from: [number, number]; to: [number, number] } {
  const good = quadrant === 'keep-up' || quadrant === 'overdone';
  const important = quadrant === 'keep-up' || quadrant === 'concentrate';
  const { performance, importance, cut } = frame;
  return {
    from: [good ? cut.performance : performance[0], important ? cut.importance : importance[0]],
    to: [good ? performance[1] : cut.performance, important ? importance[1] : cut.importance],
  };
}
