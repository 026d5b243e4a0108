import { useTranslation } from 'react-i18next';
import { useJobs } from './job-provider';
import { useStatus } from './use-status';

/** Says that records changed after the valuation, with the way to mend it. */
export function StaleBar() {
  const { t } = useTranslation('app');
  const { data } = useStatus();
  const jobs = useJobs();
  if (!data?.run_is_stale || !data.current_run) return null;
  const busy = jobs.job?.state === 'running';
  return (
    <div className="stale-bar" role="status">
      <span>{t('app:stale.text')}</span>
      <button type="button" className="plain-button" disabled={busy} onClick={() => void jobs.value({})}>
        {t('app:stale.action')}
      </button>
    </div>
  );
}
