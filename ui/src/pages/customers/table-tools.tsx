import { useNavigate, useSearch } from '@tanstack/react-router';
import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ColumnChooser } from '../../components/column-chooser';
import type { PageSearch } from '../../filter/search';
import { useFilters } from '../../filter/use-filters';
import { SavedViews } from './saved-views';
import { keepColumns, useColumns } from './use-columns';

/** Search, saved views and columns above the table. */
export function TableTools({ sort }: { sort: string }) {
  const { t } = useTranslation('customers');
  const search = useSearch({ strict: false }) as PageSearch;
  const navigate = useNavigate();
  const [filters] = useFilters();
  const [columns, setColumns] = useColumns();
  const [text, setText] = useState(search.q ?? '');
  const change = (next: PageSearch) =>
    void navigate({ to: '/customers', search: (old: PageSearch) => ({ ...old, ...next }) });
  return (
    <div className="customers-tools">
      <Input.Search
        allowClear
        className="customers-search"
        placeholder={t('customers:search')}
        aria-label={t('customers:search')}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onSearch={(value) => change({ q: value.trim() || undefined })}
      />
      <SavedViews
        view={{ columns, sort, f: filters }}
        onTake={(view) => {
          keepColumns(view.columns);
          const f = view.f.length > 0 ? view.f : undefined;
          change({ columns: view.columns.join(','), sort: view.sort, f });
        }}
      />
      <ColumnChooser columns={columns} onChange={setColumns} onReset={() => setColumns(null)} />
    </div>
  );
}
