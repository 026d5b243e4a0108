import { DownloadOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import { download } from '../../components/sheet';
import { useLanguage } from '../../i18n/use-language';

/** The whole valuation as a file to send on. */
export function ReportMenu() {
  const { t } = useTranslation('overview');
  const [language] = useLanguage();
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          { key: 'html', label: t('overview:report.html') },
          { key: 'xlsx', label: t('overview:report.xlsx') },
        ],
        onClick: ({ key }) => download(`patron.${key}`, `/api/v1/report?format=${key}&lang=${language}`),
      }}
    >
      <Button icon={<DownloadOutlined aria-hidden />}>{t('overview:report.button')}</Button>
    </Dropdown>
  );
}
