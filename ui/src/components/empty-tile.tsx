import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

/** Why a tile has nothing to show; with the table to import where that would help. */
export function EmptyTile({ reason, table }: { reason?: string; table?: string }) {
  const { t } = useTranslation('parts');
  return (
    <div className="tile-empty">
      <p>{reason ?? t('parts:empty.tile')}</p>
      {table && (
        <Link to="/data/import" search={{ table }}>
          {t('parts:empty.import', { table: t(`parts:table.${table}`) })}
        </Link>
      )}
    </div>
  );
}
