import { App, Drawer } from 'antd';
import { type ReactNode, useCallback, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Failure } from '../failure';
import { PageSkeleton } from '../page-skeleton';

/** What an editor tells its drawer. */
export interface Editing {
  onChanged: (dirty: boolean) => void;
  onClose: () => void;
}

interface KeptDrawerProps<Opened> {
  title: string;
  size: number;
  /** what is edited; nothing while the drawer is closed */
  opened: Opened | null;
  /** what makes another text of it */
  keyOf: (opened: Opened) => string;
  onClose: () => void;
  children: (opened: Opened, editing: Editing) => ReactNode;
}

/** An editor beside the page; it asks before it throws changes away. */
export function KeptDrawer<Opened>({
  title,
  size,
  opened,
  keyOf,
  onClose,
  children,
}: KeptDrawerProps<Opened>) {
  const { t } = useTranslation('parts');
  const { modal } = App.useApp();
  const changed = useRef(false);
  const onChanged = useCallback((dirty: boolean) => {
    changed.current = dirty;
  }, []);
  const close = () => {
    changed.current = false;
    onClose();
  };
  const leave = () => {
    if (!changed.current) close();
    else
      modal.confirm({
        title: t('parts:kept.leave'),
        okText: t('parts:kept.discard'),
        cancelText: t('parts:kept.stay'),
        onOk: close,
      });
  };
  return (
    <Drawer open={opened !== null} onClose={leave} size={size} title={title} destroyOnHidden>
      {opened !== null && <div key={keyOf(opened)}>{children(opened, { onChanged, onClose: close })}</div>}
    </Drawer>
  );
}

interface LoadedTextProps<File extends { text: string }> {
  /** the two ways to begin: what is kept, and what comes with the program */
  query: { data: File | undefined; error: Error | null };
  children: (file: File) => ReactNode;
}

/** A text once it has come. */
export function LoadedText<File extends { text: string }>({ query, children }: LoadedTextProps<File>) {
  if (query.error) return <Failure error={query.error} />;
  if (!query.data) return <PageSkeleton />;
  return children(query.data);
}

/** The text of a template under another id. */
export function named(text: string, id: string): string {
  return text.replace(/^id = .*$/m, `id = "${id}"`);
}
