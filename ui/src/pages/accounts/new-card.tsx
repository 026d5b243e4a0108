import { PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import { queries } from '../../api/queries';
import { useFormat } from '../../format/use-format';
import type { Opened } from './card-drawer';

/** A card to begin with, opened in the editor under an id of its own. */
export function NewCard({ taken, onOpen }: { taken: string[]; onOpen: (opened: Opened) => void }) {
  const { t } = useTranslation('accounts');
  const format = useFormat();
  const { data } = useQuery(queries.cardTemplates());
  const items = (data ?? []).map(({ id, name, indicators }) => ({
    key: id,
    label: t('accounts:template', { name: name ? format.word(name) : id, count: indicators }),
  }));
  return (
    <Dropdown
      trigger={['click']}
      menu={{ items, onClick: ({ key }) => onOpen({ template: key, id: free(key, taken) }) }}
    >
      <button type="button" className="plain-button">
        <PlusOutlined aria-hidden /> {t('accounts:new')}
      </button>
    </Dropdown>
  );
}

/** The id, or with a number behind it where another card has it. */
function free(id: string, taken: string[]): string {
  let name = id;
  for (let number = 2; taken.includes(name); number += 1) name = `${id}-${number}`;
  return name;
}
