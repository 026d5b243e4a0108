/** A cost as it is taken away; nothing stays nothing, without a sign. */
export function less(cost: number): number {
  return cost === 0 ? 0 : -cost;
}
