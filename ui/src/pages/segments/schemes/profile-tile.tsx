import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { SegmentsView } from '../../../api/types';
import { useCatalogue } from '../../../api/use-catalogue';
import { MeasureName } from '../../../components/definition';
import { LabelTag } from '../../../components/label-tag';
import { Tile } from '../../../components/tile';
import { setFilter } from '../../../filter/filter';
import { narrowed, type PageSearch } from '../../../filter/search';
import { useFilters } from '../../../filter/use-filters';
import { useFormat } from '../../../format/use-format';
import '../../../components/plain-table.css';
import './schemes.css';

type Clusters = NonNullable<NonNullable<SegmentsView['own']>['clusters']>;

/** Differences of two standard deviations and more have the full shade. */
const FULL = 2;

/** What sets each group apart: typical values, shaded by how far they lie from the rest. */
export function ProfileTile({ data, clusters }: { data: SegmentsView; clusters: Clusters }) {
  const { t } = useTranslation('schemes');
  const format = useFormat();
  const catalogue = useCatalogue();
  const [filters] = useFilters();
  const measures = [
    ...new Set(clusters.groups.flatMap((group) => group.traits.map((trait) => trait.measure))),
  ].sort();
  const labels = data.labels.filter((label) => clusters.groups.some((group) => group.label === label.id));
  const trait = (label: string, measure: string) =>
    clusters.groups.find((group) => group.label === label)?.traits.find((item) => item.measure === measure);
  const name = (measure: string) => {
    const found = catalogue.measure(measure);
    return found ? format.word(found.label) : measure;
  };
  const shade = (difference: number) => {
    const part = Math.round(Math.min(1, Math.abs(difference) / FULL) * 40);
    return `color-mix(in srgb, ${difference > 0 ? 'var(--accent)' : 'var(--attention)'} ${part}%, transparent)`;
  };
  const best = clusters.tried.filter(({ score }) => score != null);
  return (
    <Tile
      id="segments-profile"
      wide
      title={t('schemes:profile.title')}
      definition={t('schemes:profile.definition')}
      note={
        <>
          {t(`schemes:method.${clusters.method}`)}
          {clusters.silhouette != null &&
            ` · ${t('schemes:profile.silhouette', { value: format.exact(clusters.silhouette, 2) })}`}
          {clusters.sample < clusters.customers &&
            ` · ${t('schemes:profile.sample', { sample: format.exact(clusters.sample, 0), all: format.exact(clusters.customers, 0) })}`}
        </>
      }
      sheet={{
        columns: [t('schemes:own.name'), t('schemes:bars.customers'), ...measures.map(name)],
        rows: labels.map((label) => [
          format.word(label.label),
          label.customers,
          ...measures.map((measure) => trait(label.id, measure)?.typical ?? null),
        ]),
      }}
    >
      <div className="table-scroll">
        <table className="plain-table profile-table">
          <thead>
            <tr>
              <th scope="col">{t('schemes:profile.group')}</th>
              <th scope="col" className="number">
                {t('schemes:bars.customers')}
              </th>
              {measures.map((measure) => (
                <th scope="col" className="number" key={measure}>
                  <MeasureName id={measure} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {labels.map((label) => (
              <tr key={label.id}>
                <td>
                  <Link
                    to="/customers"
                    search={(old: PageSearch) =>
                      narrowed(old, setFilter(filters, data.scheme, 'is', [label.id]))
                    }
                  >
                    <LabelTag measure={data.scheme} label={label.id} />
                  </Link>
                </td>
                <td className="number">{format.exact(label.customers, 0)}</td>
                {measures.map((measure) => {
                  const found = trait(label.id, measure);
                  return (
                    <td
                      key={measure}
                      className="number"
                      style={{ background: found ? shade(found.difference) : undefined }}
                      title={
                        found
                          ? t('schemes:profile.apart', { sd: format.exact(found.difference, 1) })
                          : undefined
                      }
                    >
                      {format.cell(found?.typical, catalogue.measure(measure))}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {best.length > 1 && (
        <p className="muted small">
          {t(clusters.method === 'mixture' ? 'schemes:profile.triedBic' : 'schemes:profile.tried', {
            list: best.map(({ clusters: count, score }) => `${count}: ${format.exact(score, 2)}`).join(' · '),
          })}
        </p>
      )}
      {clusters.missing.length > 0 && (
        <p className="muted small">
          {t('schemes:profile.missing', {
            list: clusters.missing
              .map(({ measure, customers }) => `${name(measure)} ${format.exact(customers, 0)}`)
              .join(' · '),
          })}
        </p>
      )}
    </Tile>
  );
}
