import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Page } from '../../components/page';
import '../../components/first-steps.css';

/** How to begin where no costs are kept. */
export function ProfitBegin({ onBegin }: { onBegin: () => void }) {
  const { t } = useTranslation('profit');
  return (
    <Page title={t('profit:title')} sentence={t('profit:begin.sentence')}>
      <ol className="first-steps">
        <li className="now">
          <h2>{t('profit:begin.step1')}</h2>
          <p>{t('profit:begin.step1Text')}</p>
          <Button type="primary" onClick={onBegin}>
            {t('profit:begin.button')}
          </Button>
        </li>
        <li>
          <h2>{t('profit:begin.step2')}</h2>
          <p>{t('profit:begin.step2Text')}</p>
        </li>
        <li>
          <h2>{t('profit:begin.step3')}</h2>
          <p>{t('profit:begin.step3Text')}</p>
        </li>
      </ol>
    </Page>
  );
}
