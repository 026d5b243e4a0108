import { PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import { queries } from '../../../api/queries';
import { useFormat } from '../../../format/use-format';
import { free } from './draft';
import type { Opened } from './scheme-drawer';

/** A scheme to begin with, opened in the editor under an id of its own. */
export function NewScheme({ taken, onOpen }: { taken: string[]; onOpen: (opened: Opened) => void }) {
  const { t } = useTranslation('schemes');
  const format = useFormat();
  const { data } = useQuery(queries.schemeTemplates());
  const items = (data ?? []).map(({ id, name, kind }) => ({
    key: id,
    label: (
      <>
        {name ? format.word(name) : id}{' '}
        {kind && <span className="muted small">{t(`schemes:kind.${kind}`)}</span>}
      </>
    ),
  }));
  return (
    <Dropdown
      trigger={['click']}
      menu={{ items, onClick: ({ key }) => onOpen({ template: key, id: free(key, taken) }) }}
    >
      <button type="button" className="plain-button">
        <PlusOutlined aria-hidden /> {t('schemes:new')}
      </button>
    </Dropdown>
  );
}
