import { Select } from 'antd';
import { useTranslation } from 'react-i18next';

interface ColumnSelectProps {
  value: string | null | undefined;
  options: { value: string; label: string }[];
  onChange: (id: string) => void;
}

/** A measure or attribute, found by a part of its name. */
export function ColumnSelect({ value, options, onChange }: ColumnSelectProps) {
  const { t } = useTranslation('schemes');
  // A column that the run does not have yet stays what it is.
  const known = !value || options.some((option) => option.value === value);
  return (
    <Select
      className="column-select"
      size="small"
      showSearch={{ filterOption: (text, option) => found(text, option) }}
      aria-label={t('schemes:form.measure')}
      value={value ?? undefined}
      popupMatchSelectWidth={false}
      options={known ? options : [{ value: value ?? '', label: value ?? '' }, ...options]}
      onChange={onChange}
    />
  );
}

function found(text: string, option: { value: string; label: string } | undefined): boolean {
  const part = text.trim().toLowerCase();
  return option !== undefined && (option.label.toLowerCase().includes(part) || option.value.includes(part));
}
