const NAIVE = ['nobody-returns', 'past-rate', 'flat-average'];

/** True for the rules of thumb a model has to beat. */
export function isNaive(id: string): boolean {
  return NAIVE.includes(id);
}
