import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/problem';
import { useProblemText } from '../api/use-problem-text';
import { ProgressLine } from '../components/progress-line';
import { useFormat } from '../format/use-format';
import { useJobs } from './job-provider';

/** The valuation under way, in the corner of every page. */
export function JobBar() {
  const { t } = useTranslation('app');
  const { job, refused, cancel, dismiss } = useJobs();
  const format = useFormat();
  const text = useProblemText();
  const done = job?.state === 'done';

  useEffect(() => {
    if (!done) return;
    const timer = setTimeout(dismiss, 6000);
    return () => clearTimeout(timer);
  }, [done, dismiss]);

  const problem = refused ?? (job?.state === 'failed' ? job.problem : null);
  if (!job && !problem) return null;
  const said = problem ? text.problem(new ApiError(problem, 0)) : null;
  return (
    <aside className="job-bar" role="status" aria-live="polite">
      {job?.state === 'running' && (
        <>
          <ProgressLine progress={job.progress} />
          <button type="button" className="plain-button" onClick={() => void cancel()}>
            {t('app:job.cancel')}
          </button>
        </>
      )}
      {done && job?.kind === 'backtest' && <p>{t('app:job.tested')}</p>}
      {done && job?.kind === 'run' && (
        <p>{t('app:job.done', { count: job.run?.customers ?? 0, text: format.count(job.run?.customers) })}</p>
      )}
      {job?.state === 'cancelled' && <p>{t('app:job.cancelled')}</p>}
      {said && (
        <div className="job-problem">
          <p>{said.message}</p>
          {said.hint && <p className="hint">{said.hint}</p>}
        </div>
      )}
      {job?.state !== 'running' && (
        <button type="button" className="plain-button" onClick={dismiss}>
          {t('app:job.close')}
        </button>
      )}
    </aside>
  );
}
