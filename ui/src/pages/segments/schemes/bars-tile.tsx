import { Link } from '@tanstack/react-router';
import { Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LabelView, SegmentsView } from '../../../api/types';
import { useCatalogue } from '../../../api/use-catalogue';
import { Bar } from '../../../components/bar';
import { LabelTag, useLabelColor } from '../../../components/label-tag';
import { Tile } from '../../../components/tile';
import { setFilter } from '../../../filter/filter';
import { narrowed, type PageSearch } from '../../../filter/search';
import { useFilters } from '../../../filter/use-filters';
import { useFormat } from '../../../format/use-format';
import { labelSheet } from '../label-sheet';
import './schemes.css';

const SHOWN = ['customers', 'revenue', 'contribution', 'customer_equity'] as const;
type Shown = (typeof SHOWN)[number];

/** Every label as a bar: heads or money. A bar leads to its customers. */
export function BarsTile({ data }: { data: SegmentsView }) {
  const { t } = useTranslation(['schemes', 'segments']);
  const format = useFormat();
  const catalogue = useCatalogue();
  const color = useLabelColor();
  const [filters] = useFilters();
  const [shown, setShown] = useState<Shown>('customers');
  const value = (label: LabelView) => label[shown] ?? 0;
  const most = Math.max(...data.labels.map((label) => Math.abs(value(label))), 0);
  const total = data.labels.reduce((sum, label) => sum + Math.max(0, value(label)), 0);
  const bounds = data.own?.bounds;
  const measure = bounds ? catalogue.measure(bounds.measure) : undefined;
  const from = (place: number) => {
    const bound = bounds?.from[place];
    return bound == null ? '' : t('schemes:bars.from', { from: format.cell(bound, measure) });
  };
  return (
    <Tile
      id="segments-bars"
      title={t('schemes:bars.title')}
      definition={t('schemes:bars.definition')}
      note={
        bounds
          ? t(data.own?.kept ? 'schemes:bars.kept' : 'schemes:bars.bounds', {
              measure: measure ? format.word(measure.label) : bounds.measure,
              by: t(`schemes:by.${bounds.by}`),
            })
          : undefined
      }
      tools={
        <Segmented<Shown>
          size="small"
          value={shown}
          onChange={setShown}
          options={SHOWN.map((name) => ({ value: name, label: t(`schemes:bars.${name}`) }))}
        />
      }
      sheet={labelSheet(data, t, format)}
    >
      <ul className="label-bars">
        {data.labels.map((label, place) => (
          <li key={label.id}>
            <Link
              to="/customers"
              search={(old: PageSearch) => narrowed(old, setFilter(filters, data.scheme, 'is', [label.id]))}
            >
              <LabelTag measure={data.scheme} label={label.id} />
            </Link>
            <span className="muted small">{from(place)}</span>
            <Bar share={most > 0 ? value(label) / most : 0} color={color(data.scheme, label.id)} />
            <span className="figures">
              {shown === 'customers' ? format.exact(label.customers, 0) : format.money(label[shown])}{' '}
              <small className="muted">{format.percent(total > 0 ? value(label) / total : null)}</small>
            </span>
          </li>
        ))}
      </ul>
    </Tile>
  );
}
