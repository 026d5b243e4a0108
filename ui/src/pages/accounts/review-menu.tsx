import { DownloadOutlined } from '@ant-design/icons';
import { Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import { download } from '../../components/sheet';
import { useLanguage } from '../../i18n/use-language';

/** The review of one account, or of the best of a card, as a file. */
export function ReviewMenu({ of }: { of: { customer: string } | { card: string } }) {
  const { t } = useTranslation('ways');
  const [language] = useLanguage();
  const name = 'customer' in of ? of.customer : of.card;
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          { key: 'html', label: t('ways:review.html') },
          { key: 'xlsx', label: t('ways:review.xlsx') },
        ],
        onClick: ({ key }) => {
          const asked = new URLSearchParams({ ...of, format: key, lang: language });
          download(`${name}.${key}`, `/api/v1/account-review?${asked}`);
        },
      }}
    >
      <button type="button" className="plain-button">
        <DownloadOutlined aria-hidden /> {t('ways:review.button')}
      </button>
    </Dropdown>
  );
}
