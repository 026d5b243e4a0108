import { useQuery } from '@tanstack/react-query';
import { App, Drawer } from 'antd';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { queries } from '../../api/queries';
import { Failure } from '../../components/failure';
import { PageSkeleton } from '../../components/page-skeleton';
import { CardEditor } from './card-editor';

/** What the editor begins with: a card of the portfolio, or a template under a new id. */
export type Opened = { card: string } | { template: string; id: string };

interface CardDrawerProps {
  opened: Opened | null;
  onClose: () => void;
  /** the card to show behind the drawer; none where it was removed */
  onShow: (id: string | undefined) => void;
}

/** The card editor beside the page; it asks before it throws changes away. */
export function CardDrawer({ opened, onClose, onShow }: CardDrawerProps) {
  const { t } = useTranslation('accounts');
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
        title: t('accounts:editor.leave'),
        okText: t('accounts:editor.discard'),
        cancelText: t('accounts:editor.stay'),
        onOk: close,
      });
  };
  return (
    <Drawer
      open={opened !== null}
      onClose={leave}
      size={760}
      title={t('accounts:editor.title')}
      destroyOnHidden
    >
      {opened && (
        <Loaded
          key={'card' in opened ? opened.card : opened.template}
          opened={opened}
          onChanged={(dirty) => {
            changed.current = dirty;
          }}
          onShow={onShow}
          onClose={close}
        />
      )}
    </Drawer>
  );
}

interface LoadedProps extends Omit<CardDrawerProps, 'opened'> {
  opened: Opened;
  onChanged: (dirty: boolean) => void;
}

function Loaded({ opened, ...rest }: LoadedProps) {
  const kept = 'card' in opened;
  const card = useQuery({ ...queries.card(kept ? opened.card : ''), enabled: kept });
  const template = useQuery({ ...queries.cardTemplate(kept ? '' : opened.template), enabled: !kept });
  const { data, error } = kept ? card : template;
  if (error) return <Failure error={error} />;
  if (!data) return <PageSkeleton />;
  const text = kept ? data.text : data.text.replace(/^id = .*$/m, `id = "${opened.id}"`);
  return <CardEditor kept={kept ? data : null} first={text} {...rest} />;
}
