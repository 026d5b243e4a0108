import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import './page.css';

interface PageProps {
  /** what kind of page it is: small, above the sentence */
  title: ReactNode;
  /** title of the browser tab; the title where that is plain text */
  tab?: string;
  /** the one sentence that says what matters */
  sentence?: ReactNode;
  actions?: ReactNode;
  filter?: ReactNode;
  figures?: ReactNode;
  notices?: ReactNode;
  children?: ReactNode;
}

/** The one template of pages: sentence, key figures, tiles, table. */
export function Page({ title, tab, sentence, actions, filter, figures, notices, children }: PageProps) {
  const { t } = useTranslation('app');
  const name = tab ?? (typeof title === 'string' ? title : '');
  useEffect(() => {
    document.title = name ? t('app:tab', { name }) : 'patron';
  }, [name, t]);
  return (
    <div className="page">
      <header className="page-head">
        <div className="page-say">
          <h1>{title}</h1>
          {sentence && <p className="sentence">{sentence}</p>}
        </div>
        {actions && <div className="page-actions">{actions}</div>}
      </header>
      {filter}
      {notices}
      {figures}
      {children}
    </div>
  );
}

/** Tiles in two columns; a wide one takes both. */
export function Tiles({ children }: { children: ReactNode }) {
  return <div className="tiles">{children}</div>;
}
