import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { surveys } from '../../api/surveys';
import type { VoiceOverview } from '../../api/voice';
import { HiddenTiles } from '../../components/hidden-tiles';
import { Page, Tiles } from '../../components/page';
import { useFormat } from '../../format/use-format';
import '../../components/first-steps.css';

interface VoiceBeginProps {
  /** answers to what the portfolio keeps no questionnaire of */
  unknown: VoiceOverview['unknown'];
  onKeep: () => void;
  /** what can be said without answers */
  children?: ReactNode;
}

/** How to begin where no questionnaire has answers. */
export function VoiceBegin({ unknown, onKeep, children }: VoiceBeginProps) {
  const { t } = useTranslation('voice');
  const format = useFormat();
  const { data } = useQuery(surveys.kept());
  const kept = data ?? [];
  const names = kept.map(({ id, asked }) => (asked ? format.word(asked.name) : id)).join(', ');
  return (
    <Page title={t('voice:title')} sentence={t('voice:begin.sentence')}>
      <ol className="first-steps">
        <li className={kept.length > 0 ? 'done' : 'now'}>
          <h2>{t('voice:begin.step1')}</h2>
          <p>{t('voice:begin.step1Text')}</p>
          {names && <p>{t('voice:begin.kept', { names })}</p>}
          <Button type={kept.length > 0 ? 'default' : 'primary'} onClick={onKeep}>
            {t('voice:begin.keep')}
          </Button>
        </li>
        <li className={kept.length > 0 ? 'now' : ''}>
          <h2>{t('voice:begin.step2')}</h2>
          <p>{t('voice:begin.step2Text')}</p>
          <code>patron survey import {kept[0]?.id ?? 'nps'} answers.csv</code>
          <Link to="/data/import" search={{ table: 'surveys' }}>
            <Button type={kept.length > 0 ? 'primary' : 'default'}>{t('voice:begin.button')}</Button>
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
