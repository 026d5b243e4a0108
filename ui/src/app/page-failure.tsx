import { useTranslation } from 'react-i18next';

/** A page that could not be drawn: the frame stays, the reader can go on. */
export function PageFailure({ error }: { error: unknown }) {
  const { t } = useTranslation('app');
  return (
    <main className="lost">
      <h1>{t('app:failure.title')}</h1>
      <p>{error instanceof Error ? error.message : String(error)}</p>
      <button type="button" className="plain-button" onClick={() => window.location.reload()}>
        {t('app:failure.reload')}
      </button>
    </main>
  );
}
