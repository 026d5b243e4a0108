import { Link, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ImportReport } from '../../api/types';
import { useJobs } from '../../app/job-provider';
import { useStatus } from '../../app/use-status';
import { ImportReportView } from '../../components/import-report';
import type { Wizard } from './use-wizard';

/** The batch is in: value the customers, or bring the next file. */
export function DoneStep({ wizard, report }: { wizard: Wizard; report: ImportReport }) {
  const { t } = useTranslation('import');
  const jobs = useJobs();
  const navigate = useNavigate();
  const running = jobs.job?.state === 'running';
  const status = useStatus();
  const valued = status.data?.current_run != null && !status.data.run_is_stale;
  return (
    <section className="check-step">
      <div className="done-actions">
        {valued && !running ? (
          <Button type="primary" onClick={() => void navigate({ to: '/' })}>
            {t('import:done.see')}
          </Button>
        ) : (
          <Button type="primary" loading={running} onClick={() => void jobs.value({})}>
            {t('import:done.run')}
          </Button>
        )}
        <Button onClick={() => void wizard.restart()}>{t('import:done.next')}</Button>
        {report.quarantined > 0 && (
          <Link to="/data" search={{ tab: 'quarantine', batch: report.batch ?? undefined }}>
            {t('import:done.quarantine', { count: report.quarantined })}
          </Link>
        )}
      </div>
      <div className="panel">
        <ImportReportView report={report} />
      </div>
    </section>
  );
}
