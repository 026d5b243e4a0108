/** Which of the sentences fits an association: more, less, or nothing that chance would not do. */
export function effectWay(
  perPoint: number,
  pHolm: number | null | undefined,
  clear: number,
): 'more' | 'less' | 'nothing' {
  if (pHolm == null || pHolm >= clear || perPoint === 0) return 'nothing';
  return perPoint > 0 ? 'more' : 'less';
}
