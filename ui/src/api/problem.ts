import type { Problem } from './types';

/** An answer of the server that was not a success, or no answer at all. */
export class ApiError extends Error {
  constructor(
    readonly problem: Problem,
    readonly status: number,
  ) {
    super(problem.message);
    this.name = 'ApiError';
  }
}

/** Makes a problem of whatever was thrown. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ApiError) return error.problem;
  const message = error instanceof Error ? error.message : String(error);
  // A browser throws a TypeError where the server cannot be reached.
  const code = error instanceof TypeError ? 'server-unreachable' : 'unexpected';
  return { code, message, values: {} };
}

/** True for the server's own description of an error. */
export function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'code' in body && 'message' in body;
}
