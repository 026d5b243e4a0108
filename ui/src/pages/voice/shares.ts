/**
 * Shares of one whole as whole per cent that add up to 100: the largest remainders get what rounding left over, so that
 * labels of a stacked bar agree with its length.
 */
export function wholePercents(shares: readonly number[]): number[] {
  const sum = shares.reduce((total, share) => total + share, 0);
  if (!(sum > 0)) return shares.map(() => 0);
  const parts = shares.map((share, place) => ({ place, exact: (share / sum) * 100 }));
  const floors = parts.map(({ exact }) => Math.floor(exact));
  let left = 100 - floors.reduce((total, part) => total + part, 0);
  const byRemainder = [...parts].sort(
    (one, other) => other.exact - Math.floor(other.exact) - (one.exact - Math.floor(one.exact)),
  );
  for (const { place } of byRemainder) {
    if (left <= 0) break;
    floors[place] = (floors[place] ?? 0) + 1;
    left -= 1;
  }
  return floors;
}
