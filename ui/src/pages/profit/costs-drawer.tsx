import { useQuery } from '@tanstack/react-query';
import { App, Drawer } from 'antd';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { costs } from '../../api/costs';
import { Failure } from '../../components/failure';
import { PageSkeleton } from '../../components/page-skeleton';
import { CostsEditor } from './costs-editor';

/** What the editor begins with: costs of the portfolio, or the example. */
export type OpenedCosts = { costs: string } | 'example';

interface CostsDrawerProps {
  opened: OpenedCosts | null;
  onClose: () => void;
  /** the costs to show behind the drawer; none where they were removed */
  onShow: (id: string | undefined) => void;
}

/** The costs editor beside the page; it asks before it throws changes away. */
export function CostsDrawer({ opened, onClose, onShow }: CostsDrawerProps) {
  const { t } = useTranslation('profit');
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
        title: t('profit:editor.leave'),
        okText: t('profit:editor.discard'),
        cancelText: t('profit:editor.stay'),
        onOk: close,
      });
  };
  return (
    <Drawer
      open={opened !== null}
      onClose={leave}
      size={760}
      title={t('profit:editor.title')}
      destroyOnHidden
    >
      {opened && (
        <Loaded
          key={opened === 'example' ? opened : opened.costs}
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

interface LoadedProps extends Omit<CostsDrawerProps, 'opened'> {
  opened: OpenedCosts;
  onChanged: (dirty: boolean) => void;
}

function Loaded({ opened, ...rest }: LoadedProps) {
  const isNew = opened === 'example';
  const file = useQuery({ ...costs.file(isNew ? '' : opened.costs), enabled: !isNew });
  const example = useQuery({ ...costs.example(), enabled: isNew });
  const error = isNew ? example.error : file.error;
  const text = isNew ? example.data?.text : file.data?.text;
  if (error) return <Failure error={error} />;
  if (text === undefined) return <PageSkeleton />;
  return <CostsEditor kept={isNew ? null : (file.data ?? null)} first={text} {...rest} />;
}
