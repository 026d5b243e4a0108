/** Room beside the outermost marks, as a share of what they span. */
const ROOM = 0.12;

/** Ends of an axis that holds all of `values` and `inside` with some room; null where there is none. */
export function axisRange(
  values: readonly number[],
  inside: readonly number[] = [],
): [number, number] | null {
  const all = [...values, ...inside].filter(Number.isFinite);
  if (all.length === 0) return null;
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const room = (high - low || Math.abs(high) || 1) * ROOM;
  // A quantity that is never negative has no room below nothing.
  return [low >= 0 ? Math.max(0, low - room) : low - room, high + room];
}
