import { Link, useSearch } from '@tanstack/react-router';
import { Button, Steps } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useStatus } from '../../app/use-status';
import { Failure } from '../../components/failure';
import { Page } from '../../components/page';
import { ProgressLine } from '../../components/progress-line';
import type { PageSearch } from '../../filter/search';
import { CheckStep } from './check-step';
import { DoneStep } from './done-step';
import { FileStep } from './file-step';
import { MappingStep } from './mapping-step';
import { useWizard } from './use-wizard';
import './import.css';

const STEPS = ['file', 'mapping', 'check', 'done'] as const;

/** The wizard: a file, how it is read, where every row would go, done. */
export default function ImportPage() {
  const { t } = useTranslation('import');
  const search = useSearch({ strict: false }) as PageSearch;
  const wizard = useWizard(search.table ?? 'orders');
  const status = useStatus();
  const { step, busy, error } = wizard;
  // A new step begins at its top.
  useEffect(() => {
    window.scrollTo(0, 0);
  }, [step]);
  return (
    <Page
      title={
        <>
          <Link to="/data">{t('import:data')}</Link> / {t('import:title')}
        </>
      }
      tab={t('import:title')}
      sentence={t(`import:sentence.${step}`)}
      actions={
        step !== 'file' &&
        step !== 'done' && <Button onClick={() => void wizard.restart()}>{t('import:restart')}</Button>
      }
    >
      <Steps
        size="small"
        current={STEPS.indexOf(step)}
        items={STEPS.map((name) => ({ title: t(`import:step.${name}`) }))}
      />
      {error !== null && <Failure error={error} />}
      {busy?.progress && (
        <div className="import-progress">
          <ProgressLine progress={busy.progress} />
          {busy.cancel && <Button onClick={() => void busy.cancel?.()}>{t('import:cancel')}</Button>}
        </div>
      )}
      {step === 'file' && (
        <FileStep
          tables={Object.keys(status.data?.tables ?? {})}
          table={wizard.table}
          busy={busy !== null}
          onTable={wizard.setTable}
          onFile={(file) => void wizard.send(file)}
        />
      )}
      {step === 'mapping' && wizard.preview && <MappingStep wizard={wizard} preview={wizard.preview} />}
      {step === 'check' && wizard.report && <CheckStep wizard={wizard} report={wizard.report} />}
      {step === 'done' && wizard.report && <DoneStep wizard={wizard} report={wizard.report} />}
    </Page>
  );
}
