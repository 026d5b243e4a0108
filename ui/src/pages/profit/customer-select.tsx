import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queries } from '../../api/queries';
import { useCatalogue } from '../../api/use-catalogue';
import { useLater } from '../../components/use-later';

const REST_MS = 150;
const OFFERED = 12;

interface CustomerSelectProps {
  value: string;
  name: string | null;
  onChoose: (customer: string) => void;
}

/** A customer by number or name; the server looks for it. */
export function CustomerSelect({ value, name, onChoose }: CustomerSelectProps) {
  const { t } = useTranslation('profit');
  const catalogue = useCatalogue();
  const [text, setText] = useState('');
  const asked = useLater(text.trim(), REST_MS);
  const named = catalogue.attributes.some((attribute) => attribute.id === 'name');
  const columns = ['customer_id', ...(named ? ['name'] : [])];
  const { data } = useQuery(
    queries.customers({ columns, f: [], q: asked || undefined, sort: '-revenue', limit: OFFERED }),
  );
  const found = (data?.rows ?? []).map((row) => ({
    value: String(row[0]),
    label: named && row[1] ? `${row[1]} · ${row[0]}` : String(row[0]),
  }));
  const own = { value, label: name ? `${name} · ${value}` : value };
  const options = value === '' || found.some((item) => item.value === value) ? found : [own, ...found];
  return (
    <Select
      className="customer-select"
      size="small"
      aria-label={t('profit:statement.choose')}
      value={value || undefined}
      placeholder={t('profit:statement.choose')}
      showSearch={{ filterOption: false, onSearch: setText }}
      popupMatchSelectWidth={false}
      options={options}
      onChange={onChoose}
    />
  );
}
