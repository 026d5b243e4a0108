import { DeleteOutlined } from '@ant-design/icons';
import { Button, Input, Popover } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { KEEP_INSIDE } from '../../components/popover-align';
import { readViews, type SavedView, writeViews } from './view-store';

type View = Omit<SavedView, 'name'>;

/** Columns, order and filter under a name, kept in this browser. */
export function SavedViews({ view, onTake }: { view: View; onTake: (view: View) => void }) {
  const { t } = useTranslation('customers');
  const [views, setViews] = useState(readViews);
  const [name, setName] = useState('');
  const [open, setOpen] = useState(false);
  const keep = (next: SavedView[]) => {
    setViews(next);
    writeViews(next);
  };
  const save = () => {
    const title = name.trim();
    if (title === '') return;
    keep([...views.filter((other) => other.name !== title), { name: title, ...view }]);
    setName('');
  };
  const content = (
    <div className="saved-views">
      {views.length === 0 && <p className="muted">{t('customers:views.none')}</p>}
      <ul>
        {views.map((saved) => (
          <li key={saved.name}>
            <Button
              type="text"
              onClick={() => {
                onTake(saved);
                setOpen(false);
              }}
            >
              {saved.name}
            </Button>
            <Button
              type="text"
              icon={<DeleteOutlined aria-hidden />}
              aria-label={t('customers:views.delete', { name: saved.name })}
              onClick={() => keep(views.filter((other) => other !== saved))}
            />
          </li>
        ))}
      </ul>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <Input
          value={name}
          placeholder={t('customers:views.name')}
          aria-label={t('customers:views.name')}
          onChange={(event) => setName(event.target.value)}
        />
        <Button htmlType="submit" disabled={name.trim() === ''}>
          {t('customers:views.save')}
        </Button>
      </form>
    </div>
  );
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      arrow={false}
      align={KEEP_INSIDE}
      open={open}
      onOpenChange={setOpen}
      content={content}
    >
      <Button>{t('customers:views.button')}</Button>
    </Popover>
  );
}
