import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { SchemeDetail, SegmentsView } from '../../../api/types';
import { useCatalogue } from '../../../api/use-catalogue';
import { useLabelColor } from '../../../components/label-tag';
import { Tile } from '../../../components/tile';
import { setFilter } from '../../../filter/filter';
import { narrowed, type PageSearch } from '../../../filter/search';
import { useFilters } from '../../../filter/use-filters';
import { useFormat } from '../../../format/use-format';
import { labelSheet } from '../label-sheet';
import './schemes.css';

/** Two axes, high and low, with heads and money in each field; a third axis makes two such squares. */
export function MatrixTile({ data, own }: { data: SegmentsView; own: SchemeDetail }) {
  const { t } = useTranslation(['schemes', 'segments']);
  const format = useFormat();
  const catalogue = useCatalogue();
  const [first, second, third] = own.axes;
  if (!first || !second) return null;
  const bound = (axis: (typeof own.axes)[number]) => {
    const [only, ...others] = axis.measures;
    const measure = others.length === 0 && only ? catalogue.measure(only) : undefined;
    const value = measure ? format.cell(axis.bound, measure) : format.exact(axis.bound, 1);
    return t(axis.lower ? 'schemes:matrix.upTo' : 'schemes:matrix.from', {
      axis: format.word(axis.name),
      bound: value,
    });
  };
  const missing = Math.max(...own.axes.map((axis) => axis.missing));
  return (
    <Tile
      id="segments-matrix"
      title={format.word(data.schemes.find(({ id }) => id === data.scheme)?.label ?? { zh: '', en: '' })}
      definition={
        <>
          {t('schemes:matrix.definition')}
          {own.axes.map((axis) => (
            <div key={axis.id}>{bound(axis)}</div>
          ))}
          {missing > 0 && (
            <div>{t('schemes:matrix.missing', { count: missing, text: format.exact(missing, 0) })}</div>
          )}
        </>
      }
      note={own.axes.map(bound).join(' · ')}
      sheet={labelSheet(data, t, format)}
    >
      <div className="matrices">
        {(third ? [true, false] : [null]).map((side) => (
          <figure key={String(side)}>
            {third && side !== null && (
              <figcaption>
                {t(side ? 'schemes:matrix.isHigh' : 'schemes:matrix.isLow', {
                  axis: format.word(third.name),
                })}
              </figcaption>
            )}
            <div className="matrix">
              <span className="matrix-y">{format.word(first.name)} →</span>
              {[true, false].map((high) =>
                [false, true].map((right) => (
                  <Field
                    key={`${high} ${right}`}
                    data={data}
                    own={own}
                    corner={side === null ? [high, right] : [high, right, side]}
                  />
                )),
              )}
              <span className="matrix-x">{format.word(second.name)} →</span>
            </div>
          </figure>
        ))}
      </div>
    </Tile>
  );
}

interface FieldProps {
  data: SegmentsView;
  own: SchemeDetail;
  /** which axes are high */
  corner: boolean[];
}

function Field({ data, own, corner }: FieldProps) {
  const { t } = useTranslation('schemes');
  const format = useFormat();
  const color = useLabelColor();
  const [filters] = useFilters();
  const same = (high: boolean[] | null | undefined) =>
    high?.every((side, place) => side === corner[place]) === true;
  const id = (own.corners.find(({ high }) => same(high)) ?? own.corners.find(({ high }) => high == null))
    ?.label;
  const label = data.labels.find((item) => item.id === id);
  if (!label) return <span className="matrix-field" />;
  const total = data.labels.reduce((sum, item) => sum + Math.max(0, item.customer_value ?? 0), 0);
  const tint = `color-mix(in srgb, ${color(data.scheme, label.id)} 16%, var(--surface))`;
  return (
    <Link
      className="matrix-field"
      style={{ background: tint, borderColor: color(data.scheme, label.id) }}
      to="/customers"
      search={(old: PageSearch) => narrowed(old, setFilter(filters, data.scheme, 'is', [label.id]))}
    >
      <b>{format.word(label.label)}</b>
      <span className="figures matrix-count">{format.exact(label.customers, 0)}</span>
      <span className="small figures">
        {format.money(label.customer_value)}
        <span className="muted">
          {' '}
          ·{' '}
          {t('schemes:matrix.ofValue', {
            share: format.percent(total > 0 ? (label.customer_value ?? 0) / total : null),
          })}
        </span>
      </span>
    </Link>
  );
}
