import { DownloadOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { download } from '../../components/sheet';
import { useLanguage } from '../../i18n/use-language';

interface CostsMenuProps {
  id: string;
  onEdit: () => void;
  onNew: () => void;
}

/** What can be done with the costs on show. */
export function CostsMenu({ id, onEdit, onNew }: CostsMenuProps) {
  const { t } = useTranslation('profit');
  const [language] = useLanguage();
  const address = `/api/v1/costs/${encodeURIComponent(id)}/workbook?lang=${language}`;
  return (
    <>
      <button type="button" className="plain-button" onClick={onEdit}>
        {t('profit:menu.edit')}
      </button>
      <button type="button" className="plain-button" onClick={onNew}>
        {t('profit:menu.new')}
      </button>
      <button type="button" className="plain-button" onClick={() => download(`${id}.xlsx`, address)}>
        <DownloadOutlined aria-hidden /> {t('profit:menu.workbook')}
      </button>
    </>
  );
}
