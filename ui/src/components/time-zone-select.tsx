import { Select } from 'antd';
import { useTranslation } from 'react-i18next';

const ZONES = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];

interface TimeZoneSelectProps {
  id?: string;
  value: string | undefined;
  disabled?: boolean;
  onChange: (zone: string) => void;
}

/** One of the world's time zones. */
export function TimeZoneSelect({ id, value, disabled, onChange }: TimeZoneSelectProps) {
  const { t } = useTranslation('parts');
  return (
    <Select
      id={id}
      showSearch
      className="wide-select"
      aria-label={t('parts:timeZone')}
      placeholder={t('parts:timeZone')}
      value={value}
      disabled={disabled}
      options={ZONES.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))}
      onChange={onChange}
    />
  );
}
