import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { queries } from '../../api/queries';
import { type Editing, KeptDrawer, LoadedText, named } from '../../components/kept/kept-drawer';
import { CardEditor } from './card-editor';

/** What the editor begins with: a card of the portfolio, or a template under a new id. */
export type Opened = { card: string } | { template: string; id: string };

interface CardDrawerProps {
  opened: Opened | null;
  onClose: () => void;
  /** the card to show behind the drawer; none where it was removed */
  onShow: (id: string | undefined) => void;
}

/** The card editor beside the page. */
export function CardDrawer({ opened, onClose, onShow }: CardDrawerProps) {
  const { t } = useTranslation('accounts');
  return (
    <KeptDrawer
      title={t('accounts:editor.title')}
      size={760}
      opened={opened}
      keyOf={(one) => ('card' in one ? one.card : one.template)}
      onClose={onClose}
    >
      {(one, editing) => <Loaded opened={one} onShow={onShow} {...editing} />}
    </KeptDrawer>
  );
}

interface LoadedProps extends Editing {
  opened: Opened;
  onShow: (id: string | undefined) => void;
}

function Loaded({ opened, ...rest }: LoadedProps) {
  const kept = 'card' in opened;
  const card = useQuery({ ...queries.card(kept ? opened.card : ''), enabled: kept });
  const template = useQuery({ ...queries.cardTemplate(kept ? '' : opened.template), enabled: !kept });
  return (
    <LoadedText query={kept ? card : template}>
      {(file) => (
        <CardEditor
          kept={kept ? file : null}
          first={kept ? file.text : named(file.text, opened.id)}
          {...rest}
        />
      )}
    </LoadedText>
  );
}
