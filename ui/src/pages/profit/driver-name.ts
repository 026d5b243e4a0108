import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

const WORDS = ['orders', 'lines', 'returns', 'quantity', 'revenue', 'contacts'];

/** What a driver counts, in the reader's language; conditions stay as they are written. */
export function useDriverName(): (driver: string) => string {
  const { t } = useTranslation('profit');
  return useCallback((driver) => (WORDS.includes(driver) ? t(`profit:driver.${driver}`) : driver), [t]);
}
