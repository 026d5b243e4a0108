import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** One setting: its name, what it decides, its field. */
export function SettingField({ id, note, children }: { id: string; note?: string; children: ReactNode }) {
  const { t } = useTranslation('settings');
  return (
    <div className="setting-field">
      <label htmlFor={id}>
        {t(`settings:field.${id}`)}
        <small className="muted">{t(`settings:means.${id}`)}</small>
      </label>
      <div>
        {children}
        {note && <small className="muted">{note}</small>}
      </div>
    </div>
  );
}
