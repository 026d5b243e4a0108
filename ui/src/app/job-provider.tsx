import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import { client, unwrap } from '../api/client';
import { problemOf } from '../api/problem';
import { queries } from '../api/queries';
import type { JobView, Problem, RunRequest } from '../api/types';

interface Jobs {
  /** the valuation or test under way or just ended; null after it was put away */
  job: JobView | null;
  /** why it could not be started */
  refused: Problem | null;
  value: (request: RunRequest) => Promise<void>;
  /** lets the models forecast the past */
  backtest: () => Promise<void>;
  cancel: () => Promise<void>;
  dismiss: () => void;
}

const Context = createContext<Jobs | null>(null);

const FOLLOWED = ['run', 'backtest'];

/** Follows a valuation or a test wherever the reader goes; all figures are asked again when it is done. */
export function JobProvider({ children }: { children: ReactNode }) {
  const cache = useQueryClient();
  const [id, setId] = useState<string | null>(null);
  const [refused, setRefused] = useState<Problem | null>(null);
  const { data } = useQuery(queries.job(id));
  const state = data?.state;

  // A valuation that was under way before the page was loaded is followed on.
  useEffect(() => {
    unwrap(client.GET('/api/v1/jobs'))
      .then((jobs) => {
        const running = jobs.find((job) => FOLLOWED.includes(job.kind) && job.state === 'running');
        if (running) setId((now) => now ?? running.id);
      })
      .catch(() => undefined);
  }, []);

  useEffect(() => {
    if (state === undefined || state === 'running') return;
    void cache.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'job' });
  }, [state, cache]);

  const start = useCallback(
    async (asked: Promise<JobView>) => {
      setRefused(null);
      try {
        const job = await asked;
        cache.setQueryData(queries.job(job.id).queryKey, job);
        setId(job.id);
      } catch (error) {
        setRefused(problemOf(error));
      }
    },
    [cache],
  );
  const value = useCallback(
    (request: RunRequest) => start(unwrap(client.POST('/api/v1/runs', { body: request }))),
    [start],
  );
  const backtest = useCallback(() => start(unwrap(client.POST('/api/v1/backtest', { body: {} }))), [start]);
  const cancel = useCallback(async () => {
    if (id === null) return;
    const path = { id };
    await unwrap(client.DELETE('/api/v1/jobs/{id}', { params: { path } })).catch(() => undefined);
    void cache.invalidateQueries({ queryKey: ['job', id] });
  }, [id, cache]);
  const dismiss = useCallback(() => {
    setId(null);
    setRefused(null);
  }, []);

  const jobs = useMemo(
    () => ({ job: id === null ? null : (data ?? null), refused, value, backtest, cancel, dismiss }),
    [id, data, refused, value, backtest, cancel, dismiss],
  );
  return <Context.Provider value={jobs}>{children}</Context.Provider>;
}

/** The valuation under way, and how to start one. */
export function useJobs(): Jobs {
  const jobs = useContext(Context);
  if (!jobs) throw new Error('useJobs stands outside JobProvider');
  return jobs;
}
