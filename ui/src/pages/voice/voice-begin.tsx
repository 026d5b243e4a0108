import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { VoiceOverview } from '../../api/voice';
import { HiddenTiles } from '../../components/hidden-tiles';
import { Page, Tiles } from '../../components/page';
import { useFormat } from '../../format/use-format';
import '../../components/first-steps.css';

interface VoiceBeginProps {
  /** answers to what the portfolio keeps no questionnaire of */
  unknown: VoiceOverview['unknown'];
  children?: React.ReactNode;
}

/** How to begin where no questionnaire has answers. */
export function VoiceBegin({ unknown, children }: VoiceBeginProps) {
  const { t } = useTranslation('voice');
  const format = useFormat();
  return (
    <Page title={t('voice:title')} sentence={t('voice:begin.sentence')}>
      <ol className="first-steps">
        <li className="now">
          <h2>{t('voice:begin.step1')}</h2>
          <p>{t('voice:begin.step1Text')}</p>
          <code>patron survey template nps &gt; nps.toml</code>
        </li>
        <li>
          <h2>{t('voice:begin.step2')}</h2>
          <p>{t('voice:begin.step2Text')}</p>
          <code>patron survey import nps.toml answers.csv</code>
          <Link to="/data/import" search={{ table: 'surveys' }}>
            <Button type="primary">{t('voice:begin.button')}</Button>
          </Link>
        </li>
        <li>
          <h2>{t('voice:begin.step3')}</h2>
          <p>{t('voice:begin.step3Text')}</p>
        </li>
      </ol>
      {unknown.length > 0 && (
        <p className="muted">
          {t('voice:begin.unknown', {
            names: unknown.map(({ id, answers }) => `${id} (${format.count(answers)})`).join(', '),
          })}
        </p>
      )}
      <Tiles>{children}</Tiles>
      <HiddenTiles page="voice" />
    </Page>
  );
}
