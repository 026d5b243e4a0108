import { Button, Collapse } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ImportReport } from '../../api/types';
import { ImportReportView } from '../../components/import-report';
import { useFormat } from '../../format/use-format';
import { RULES, RuleField } from './rule-field';
import type { Wizard } from './use-wizard';

/** Where every row would go, before anything is changed. */
export function CheckStep({ wizard, report }: { wizard: Wizard; report: ImportReport }) {
  const { t } = useTranslation('import');
  const format = useFormat();
  const changed = Object.keys(wizard.rules).length > 0;
  return (
    <section className="check-step">
      <div className="panel">
        <ImportReportView report={report} />
      </div>
      {report.rules.length > 0 && (
        <Collapse
          size="small"
          items={[
            {
              key: 'rules',
              label: t('import:check.rules'),
              children: (
                <div className="rule-fields">
                  {RULES.filter(({ under }) => report.rules.some((effect) => effect.rule === under)).map(
                    (rule) => (
                      <RuleField key={rule.id} rule={rule} wizard={wizard} report={report} />
                    ),
                  )}
                </div>
              ),
            },
          ]}
        />
      )}
      <div className="import-buttons">
        <Button onClick={() => wizard.setStep('mapping')}>{t('import:check.back')}</Button>
        {changed && (
          <Button loading={wizard.busy !== null} onClick={() => void wizard.check()}>
            {t('import:check.again')}
          </Button>
        )}
        <Button
          type="primary"
          disabled={report.loaded === 0}
          loading={wizard.busy !== null}
          onClick={() => void wizard.commit()}
        >
          {t('import:check.import', { count: report.loaded, text: format.exact(report.loaded, 0) })}
        </Button>
      </div>
    </section>
  );
}
