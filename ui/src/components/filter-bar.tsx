import { CloseOutlined, FilterOutlined, PlusOutlined } from '@ant-design/icons';
import { Popover } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCatalogue } from '../api/use-catalogue';
import { type Filter, parseFilter, setFilter } from '../filter/filter';
import { useFilters, useSearchText } from '../filter/use-filters';
import { FilterEditor } from './filter-editor';
import { FilterFields } from './filter-fields';
import { KEEP_INSIDE } from './popover-align';
import { useFilterText } from './use-filter-text';
import './filter-bar.css';

/** The one filter of a page: what is on, and how to add to it. It lives in the address. */
export function FilterBar() {
  const { t } = useTranslation('parts');
  const catalogue = useCatalogue();
  const [filters, setFilters] = useFilters();
  const [text, setText] = useSearchText();
  const say = useFilterText();
  const [open, setOpen] = useState<string | null>(null);
  const [field, setField] = useState<string | null>(null);

  const close = () => {
    setOpen(null);
    setField(null);
  };
  const read = filters.map(parseFilter).filter((filter): filter is Filter => filter !== null);
  if (!catalogue.loaded) return <div className="filter-bar" />;
  return (
    <search className="filter-bar" aria-label={t('parts:filter.label')}>
      <FilterOutlined className="filter-icon" aria-hidden />
      {read.length === 0 && text === undefined && (
        <span className="filter-none">{t('parts:filter.all')}</span>
      )}
      {read.map((filter) => {
        const key = `${filter.field}:${filter.op}`;
        return (
          <span className="filter-chip" key={key}>
            <Popover
              trigger="click"
              placement="bottomLeft"
              arrow={false}
              align={KEEP_INSIDE}
              open={open === key}
              onOpenChange={(next) => (next ? setOpen(key) : close())}
              content={<FilterEditor field={filter.field} onDone={close} />}
              destroyOnHidden
            >
              <button type="button">{say(filter)}</button>
            </Popover>
            <button
              type="button"
              aria-label={t('parts:filter.remove', { what: say(filter) })}
              onClick={() => setFilters(setFilter(filters, filter.field, filter.op, []))}
            >
              <CloseOutlined aria-hidden />
            </button>
          </span>
        );
      })}
      {text !== undefined && (
        <span className="filter-chip">
          <span className="filter-text">{t('parts:filter.search', { text })}</span>
          <button
            type="button"
            aria-label={t('parts:filter.remove', { what: t('parts:filter.search', { text }) })}
            onClick={() => setText(undefined)}
          >
            <CloseOutlined aria-hidden />
          </button>
        </span>
      )}
      <Popover
        trigger="click"
        placement="bottomLeft"
        arrow={false}
        align={KEEP_INSIDE}
        open={open === 'add'}
        onOpenChange={(next) => (next ? setOpen('add') : close())}
        content={
          field === null ? (
            <FilterFields onPick={setField} />
          ) : (
            <FilterEditor field={field} onDone={close} onBack={() => setField(null)} />
          )
        }
        destroyOnHidden
      >
        <button type="button" className="filter-add">
          <PlusOutlined aria-hidden /> {t('parts:filter.add')}
        </button>
      </Popover>
      {read.length > 1 && (
        <button type="button" className="filter-add" onClick={() => setFilters([])}>
          {t('parts:filter.clear')}
        </button>
      )}
    </search>
  );
}
