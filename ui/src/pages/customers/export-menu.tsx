import { DownloadOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import { download } from '../../components/sheet';
import { useLanguage } from '../../i18n/use-language';

interface ExportMenuProps {
  columns: string[];
  f: string[];
  q?: string;
  sort: string;
}

/** Every customer that passes the filter, not only the page one sees. */
export function ExportMenu({ columns, f, q, sort }: ExportMenuProps) {
  const { t } = useTranslation('customers');
  const [language] = useLanguage();
  const save = (format: string) => {
    const params = new URLSearchParams({ format, columns: columns.join(','), sort, lang: language });
    for (const filter of f) params.append('f', filter);
    if (q) params.set('q', q);
    download(`customers.${format}`, `/api/v1/export/customers?${params}`);
  };
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: ['csv', 'xlsx', 'parquet'].map((key) => ({ key, label: t(`customers:export.${key}`) })),
        onClick: ({ key }) => save(key),
      }}
    >
      <Button icon={<DownloadOutlined aria-hidden />}>{t('customers:export.button')}</Button>
    </Dropdown>
  );
}
