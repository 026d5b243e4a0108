import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { SegmentsView } from '../../api/types';
import { LabelTag } from '../../components/label-tag';
import { Playbook } from '../../components/playbook';
import { setFilter } from '../../filter/filter';
import { narrowed, type PageSearch } from '../../filter/search';
import { useFilters } from '../../filter/use-filters';
import { useFormat } from '../../format/use-format';
import './segments.css';

/** Who belongs to each label and what to do with them. */
export function LabelCards({ data }: { data: SegmentsView }) {
  const { t } = useTranslation('segments');
  const format = useFormat();
  const [filters] = useFilters();
  const told = data.labels.filter((label) => format.word(label.meaning) || format.word(label.strategy));
  if (told.length === 0) return null;
  return (
    <section aria-label={t('segments:cards.title')}>
      <h2 className="cards-title">{t('segments:cards.title')}</h2>
      <div className="label-cards">
        {told.map((label) => (
          <article key={label.id}>
            <h3>
              <LabelTag measure={data.scheme} label={label.id} />
            </h3>
            <p className="muted">{format.word(label.meaning)}</p>
            <p>{format.word(label.strategy)}</p>
            {label.playbook && <Playbook playbook={label.playbook} />}
            <Link
              to="/customers"
              search={(old: PageSearch) => narrowed(old, setFilter(filters, data.scheme, 'is', [label.id]))}
            >
              {t('segments:cards.show', { count: label.customers, text: format.exact(label.customers, 0) })}
            </Link>
          </article>
        ))}
      </div>
    </section>
  );
}
