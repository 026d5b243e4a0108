import { SearchOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queries } from '../api/queries';
import { useCatalogue } from '../api/use-catalogue';
import { useFormat } from '../format/use-format';
import { PAGES } from './pages';

interface Hit {
  key: string;
  title: string;
  note: string;
  go: () => void;
}

/** Ctrl-K: a customer or a page by its name. */
export function SearchDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('app');
  const navigate = useNavigate();
  const catalogue = useCatalogue();
  const format = useFormat();
  const dialog = useRef<HTMLDialogElement>(null);
  const [text, setText] = useState('');
  const [asked, setAsked] = useState('');
  const [chosen, setChosen] = useState(0);

  useEffect(() => {
    const element = dialog.current;
    if (element && !element.open) element.showModal();
  }, []);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text.trim()), 150);
    return () => clearTimeout(timer);
  }, [text]);

  const named = catalogue.attributes.some((attribute) => attribute.id === 'name');
  const columns = ['customer_id', 'customer_value', 'rfm_segment', ...(named ? ['name'] : [])];
  const { data, isFetching } = useQuery({
    ...queries.customers({ columns, f: [], q: asked, sort: '-customer_value', limit: 8 }),
    enabled: asked !== '',
  });

  const customers: Hit[] = (asked === '' ? [] : (data?.rows ?? [])).map((row) => {
    const [id = '', value, segment, name] = row;
    const label = format.cell(segment, catalogue.measure('rfm_segment'));
    return {
      key: `customer ${id}`,
      title: name ? `${name} · ${id}` : String(id),
      note: `${label} · ${format.money(typeof value === 'number' ? value : null)}`,
      go: () => void navigate({ to: '/customers/$id', params: { id: String(id) } }),
    };
  });
  const pages: Hit[] = PAGES.filter((page) => page.group)
    .map((page) => ({
      key: `page ${page.id}`,
      title: t(`app:page.${page.id}`),
      note: t('app:search.page'),
      go: () => void navigate({ to: page.path }),
    }))
    .filter((hit) => asked === '' || hit.title.toLowerCase().includes(asked.toLowerCase()));
  const hits = [...customers, ...pages];
  const current = Math.min(chosen, Math.max(0, hits.length - 1));

  const take = (hit: Hit | undefined) => {
    if (!hit) return;
    hit.go();
    onClose();
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') setChosen(Math.min(current + 1, hits.length - 1));
    else if (event.key === 'ArrowUp') setChosen(Math.max(current - 1, 0));
    else if (event.key === 'Enter') take(hits[current]);
    else return;
    event.preventDefault();
  };

  return (
    <dialog
      ref={dialog}
      className="search-dialog"
      aria-label={t('app:search.button')}
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && onClose()}
      onKeyDown={onKey}
    >
      <div className="search-field">
        <SearchOutlined aria-hidden />
        <input
          type="text"
          role="combobox"
          aria-expanded={hits.length > 0}
          aria-controls="search-hits"
          aria-activedescendant={hits.length > 0 ? `hit-${current}` : undefined}
          placeholder={t('app:search.placeholder')}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setChosen(0);
          }}
        />
      </div>
      <div id="search-hits" className="search-hits" role="listbox">
        {hits.map((hit, index) => (
          <div
            key={hit.key}
            id={`hit-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === current}
            onPointerMove={() => setChosen(index)}
            onClick={() => take(hit)}
            onKeyDown={onKey}
          >
            <span>{hit.title}</span>
            <span className="note">{hit.note}</span>
          </div>
        ))}
      </div>
      {asked !== '' && !isFetching && customers.length === 0 && (
        <p className="search-none">{t('app:search.none', { text: asked })}</p>
      )}
    </dialog>
  );
}
