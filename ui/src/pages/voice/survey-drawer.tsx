import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { surveys } from '../../api/surveys';
import { type Editing, KeptDrawer, LoadedText } from '../../components/kept/kept-drawer';
import { SurveyEditor } from './survey-editor';

/** What the editor begins with: a kept questionnaire by its id, or a template. */
export type OpenedSurvey = { survey: string } | 'template';

interface SurveyDrawerProps {
  opened: OpenedSurvey | null;
  onClose: () => void;
}

/** The editor of questionnaires beside the page. */
export function SurveyDrawer({ opened, onClose }: SurveyDrawerProps) {
  const { t } = useTranslation('voice');
  return (
    <KeptDrawer
      title={t('voice:editor.title')}
      size={720}
      opened={opened}
      keyOf={(one) => (one === 'template' ? one : one.survey)}
      onClose={onClose}
    >
      {(one, editing) =>
        one === 'template' ? <Template {...editing} /> : <Kept id={one.survey} {...editing} />
      }
    </KeptDrawer>
  );
}

function Template(editing: Editing) {
  const { data, error } = useQuery(surveys.templates());
  return (
    <LoadedText query={{ data: data?.[0], error }}>
      {({ text }) => <SurveyEditor kept={null} first={text} {...editing} />}
    </LoadedText>
  );
}

function Kept({ id, ...editing }: Editing & { id: string }) {
  const query = useQuery(surveys.file(id));
  return (
    <LoadedText query={query}>
      {(file) => <SurveyEditor kept={file} first={file.text} {...editing} />}
    </LoadedText>
  );
}
