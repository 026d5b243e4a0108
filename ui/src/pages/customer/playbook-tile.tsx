import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { CustomerView } from '../../api/types';
import { useCatalogue } from '../../api/use-catalogue';
import { EmptyTile } from '../../components/empty-tile';
import { LabelTag } from '../../components/label-tag';
import { Playbook } from '../../components/playbook';
import { Tile } from '../../components/tile';
import { useFormat } from '../../format/use-format';
import { text } from './values';

/** Every label the customer has, who belongs there, and what to do about it. */
export function PlaybookTile({ customer }: { customer: CustomerView }) {
  const { t } = useTranslation('customer');
  const catalogue = useCatalogue();
  const format = useFormat();
  const plays = catalogue.measures.flatMap((measure) => {
    const label = measure.labels.find((item) => item.id === text(customer, measure.id));
    return label && format.word(label.strategy) ? [{ measure, label }] : [];
  });
  return (
    <Tile
      id="customer-playbook"
      title={t('customer:playbook.title')}
      definition={t('customer:playbook.definition')}
      empty={plays.length === 0 ? <EmptyTile /> : undefined}
      sheet={{
        columns: [
          t('customer:playbook.scheme'),
          t('customer:playbook.label'),
          t('customer:playbook.meaning'),
          t('customer:playbook.strategy'),
        ],
        rows: plays.map(({ measure, label }) => [
          format.word(measure.label),
          format.word(label.label),
          format.word(label.meaning),
          format.word(label.strategy),
        ]),
      }}
    >
      <ul className="playbook">
        {plays.map(({ measure, label }) => (
          <li key={measure.id}>
            <div className="playbook-head">
              <Link to="/segments" search={{ scheme: measure.id }}>
                <LabelTag measure={measure.id} label={label.id} />
              </Link>
              <span className="muted small">{format.word(measure.label)}</span>
            </div>
            <p>{format.word(label.strategy)}</p>
            {label.playbook && (
              <details>
                <summary className="small">{t('customer:playbook.how')}</summary>
                <Playbook playbook={label.playbook} />
              </details>
            )}
          </li>
        ))}
      </ul>
    </Tile>
  );
}
