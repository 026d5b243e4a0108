import { useQuery } from '@tanstack/react-query';
import { App, Drawer } from 'antd';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { queries } from '../../../api/queries';
import { Failure } from '../../../components/failure';
import { PageSkeleton } from '../../../components/page-skeleton';
import { SchemeEditor } from './scheme-editor';

/** What the editor begins with: a scheme of the portfolio, or a template under a new id. */
export type Opened = { scheme: string } | { template: string; id: string };

interface SchemeDrawerProps {
  opened: Opened | null;
  onClose: () => void;
}

/** The scheme editor beside the page; it asks before it throws changes away. */
export function SchemeDrawer({ opened, onClose }: SchemeDrawerProps) {
  const { t } = useTranslation('schemes');
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
        title: t('schemes:editor.leave'),
        okText: t('schemes:editor.discard'),
        cancelText: t('schemes:editor.stay'),
        onOk: close,
      });
  };
  return (
    <Drawer
      open={opened !== null}
      onClose={leave}
      size={820}
      title={t('schemes:editor.title')}
      destroyOnHidden
    >
      {opened && (
        <Loaded
          key={'scheme' in opened ? opened.scheme : opened.template}
          opened={opened}
          onChanged={(dirty) => {
            changed.current = dirty;
          }}
          onClose={close}
        />
      )}
    </Drawer>
  );
}

interface LoadedProps {
  opened: Opened;
  onChanged: (dirty: boolean) => void;
  onClose: () => void;
}

function Loaded({ opened, ...rest }: LoadedProps) {
  const kept = 'scheme' in opened;
  const scheme = useQuery({ ...queries.scheme(kept ? opened.scheme : ''), enabled: kept });
  const template = useQuery({ ...queries.schemeTemplate(kept ? '' : opened.template), enabled: !kept });
  const { data, error } = kept ? scheme : template;
  if (error) return <Failure error={error} />;
  if (!data) return <PageSkeleton />;
  const text = kept ? data.text : data.text.replace(/^id = .*$/m, `id = "${opened.id}"`);
  return <SchemeEditor kept={kept ? data : null} first={text} {...rest} />;
}
