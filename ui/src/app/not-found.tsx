import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

/** An address that leads nowhere. */
export function NotFound() {
  const { t } = useTranslation('app');
  return (
    <main className="lost">
      <h1>{t('app:notFound.title')}</h1>
      <p>{t('app:notFound.text')}</p>
      <Link to="/">{t('app:notFound.back')}</Link>
    </main>
  );
}
