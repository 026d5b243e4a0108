import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useJobs } from '../app/job-provider';
import { Page } from './page';
import './first-steps.css';

/** What to do where there is nothing yet: bring orders, or value the ones that are there. */
export function FirstSteps({ hasOrders }: { hasOrders: boolean }) {
  const { t } = useTranslation('parts');
  const jobs = useJobs();
  const running = jobs.job?.state === 'running';
  return (
    <Page
      title={t('parts:first.title')}
      sentence={hasOrders ? t('parts:first.value') : t('parts:first.sentence')}
    >
      <ol className="first-steps">
        <li className={hasOrders ? 'done' : 'now'}>
          <h2>{t('parts:first.step1')}</h2>
          <p>{t('parts:first.step1Text')}</p>
          {!hasOrders && (
            <Link to="/data/import" search={{ table: 'orders' }}>
              <Button type="primary">{t('parts:first.import')}</Button>
            </Link>
          )}
        </li>
        <li className={hasOrders ? 'now' : ''}>
          <h2>{t('parts:first.step2')}</h2>
          <p>{t('parts:first.step2Text')}</p>
          {hasOrders && (
            <Button type="primary" loading={running} onClick={() => void jobs.value({})}>
              {t('parts:first.run')}
            </Button>
          )}
        </li>
        <li>
          <h2>{t('parts:first.step3')}</h2>
          <p>{t('parts:first.step3Text')}</p>
        </li>
      </ol>
    </Page>
  );
}
