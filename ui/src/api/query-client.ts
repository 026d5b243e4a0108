import { QueryClient } from '@tanstack/react-query';
import { ApiError } from './problem';

/** Figures of a run do not change by themselves: they stay until a job or a change says so. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 5 * 60_000,
        refetchOnWindowFocus: false,
        // An answer is an answer; only a lost connection is tried again.
        retry: (times, error) => !(error instanceof ApiError) && times < 2,
        retryDelay: 600,
      },
    },
  });
}
