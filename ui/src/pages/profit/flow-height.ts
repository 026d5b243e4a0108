interface Way {
  from: string;
  to: string;
}

const ROW_PX = 34;
const LEAST_PX = 280;
const MOST_PX = 1200;

/** Height at which the fullest column of a diagram can be read: columns are numbered by the longest way to them. */
export function flowHeight(ways: Way[]): number {
  const depth = new Map<string, number>();
  const places = new Set(ways.flatMap(({ from, to }) => [from, to]));
  for (const place of places) depth.set(place, 0);
  // A diagram has no circles: after as many rounds as places every way has been followed to its end.
  for (let round = 0; round < places.size; round += 1) {
    let moved = false;
    for (const { from, to } of ways) {
      const next = (depth.get(from) ?? 0) + 1;
      if (next > (depth.get(to) ?? 0)) {
        depth.set(to, next);
        moved = true;
      }
    }
    if (!moved) break;
  }
  const rows = new Map<number, number>();
  for (const level of depth.values()) rows.set(level, (rows.get(level) ?? 0) + 1);
  return Math.min(MOST_PX, Math.max(LEAST_PX, ROW_PX * Math.max(0, ...rows.values())));
}
