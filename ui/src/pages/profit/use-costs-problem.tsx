import type { Problem } from '../../api/types';
import { useProblemText } from '../../api/use-problem-text';
import { EmptyTile } from '../../components/empty-tile';

/** Why a tile has nothing to show, or undefined where it has. */
export function useCostsProblem(problem: Problem | null | undefined, error: unknown) {
  const told = useProblemText();
  if (problem) return <EmptyTile reason={told.told(problem).message} />;
  return error ? <EmptyTile reason={told.problem(error).message} /> : undefined;
}
