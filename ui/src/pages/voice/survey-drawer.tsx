import { useQuery } from '@tanstack/react-query';
import { App, Drawer } from 'antd';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { surveys } from '../../api/surveys';
import { Failure } from '../../components/failure';
import { PageSkeleton } from '../../components/page-skeleton';
import { SurveyEditor } from './survey-editor';

/** What the editor begins with: a kept questionnaire by its id, or a template. */
export type OpenedSurvey = { survey: string } | 'template';

interface SurveyDrawerProps {
  opened: OpenedSurvey | null;
  onClose: () => void;
}

/** The editor of questionnaires beside the page; it asks before it throws changes away. */
export function SurveyDrawer({ opened, onClose }: SurveyDrawerProps) {
  const { t } = useTranslation('voice');
  const { modal } = App.useApp();
  const changed = useRef(false);
  const close = () => {
    changed.current = false;
    onClose();
  };
  const leave = () => {
    if (!changed.current) close();
    else
      modal.confirm({
        title: t('voice:editor.leave'),
        okText: t('voice:editor.discard'),
        cancelText: t('voice:editor.stay'),
        onOk: close,
      });
  };
  const rest = {
    onChanged: (dirty: boolean) => {
      changed.current = dirty;
    },
    onClose: close,
  };
  return (
    <Drawer open={opened !== null} onClose={leave} size={720} title={t('voice:editor.title')} destroyOnHidden>
      {opened === 'template' && <SurveyEditor kept={null} {...rest} />}
      {opened && opened !== 'template' && <Kept id={opened.survey} {...rest} />}
    </Drawer>
  );
}

interface KeptProps {
  id: string;
  onChanged: (dirty: boolean) => void;
  onClose: () => void;
}

function Kept({ id, ...rest }: KeptProps) {
  const { data, error } = useQuery(surveys.file(id));
  if (error) return <Failure error={error} />;
  return data ? <SurveyEditor key={data.version} kept={data} {...rest} /> : <PageSkeleton />;
}
