import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { queries } from '../../../api/queries';
import { type Editing, KeptDrawer, LoadedText, named } from '../../../components/kept/kept-drawer';
import { SchemeEditor } from './scheme-editor';

/** What the editor begins with: a scheme of the portfolio, or a template under a new id. */
export type Opened = { scheme: string } | { template: string; id: string };

interface SchemeDrawerProps {
  opened: Opened | null;
  onClose: () => void;
}

/** The scheme editor beside the page. */
export function SchemeDrawer({ opened, onClose }: SchemeDrawerProps) {
  const { t } = useTranslation('schemes');
  return (
    <KeptDrawer
      title={t('schemes:editor.title')}
      size={820}
      opened={opened}
      keyOf={(one) => ('scheme' in one ? one.scheme : one.template)}
      onClose={onClose}
    >
      {(one, editing) => <Loaded opened={one} {...editing} />}
    </KeptDrawer>
  );
}

function Loaded({ opened, ...rest }: Editing & { opened: Opened }) {
  const kept = 'scheme' in opened;
  const scheme = useQuery({ ...queries.scheme(kept ? opened.scheme : ''), enabled: kept });
  const template = useQuery({ ...queries.schemeTemplate(kept ? '' : opened.template), enabled: !kept });
  return (
    <LoadedText query={kept ? scheme : template}>
      {(file) => (
        <SchemeEditor
          kept={kept ? file : null}
          first={kept ? file.text : named(file.text, opened.id)}
          {...rest}
        />
      )}
    </LoadedText>
  );
}
