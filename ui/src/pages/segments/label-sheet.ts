import type { TFunction } from 'i18next';
import type { SegmentsView } from '../../api/types';
import type { Sheet } from '../../components/sheet';
import type { Format } from '../../format/use-format';

/** Labels of a scheme as a table. */
export function labelSheet(data: SegmentsView, t: TFunction, format: Format): Sheet {
  return {
    columns: [
      t('segments:table.label'),
      t('segments:map.customers'),
      `${t('segments:map.revenue')}, ${format.currency}`,
      `${t('segments:table.realised')}, ${format.currency}`,
      `${t('segments:table.expected')}, ${format.currency}`,
      `${t('segments:map.customer_value')}, ${format.currency}`,
      `${t('segments:table.contribution')}, ${format.currency}`,
      `${t('segments:table.equity')}, ${format.currency}`,
      t('segments:table.satisfaction'),
      t('segments:table.likely'),
      t('segments:table.idle'),
      t('segments:table.strategy'),
      ...(['offer', 'cadence', 'owner', 'resources'] as const).map((name) => t(`parts:playbook.${name}`)),
    ],
    rows: data.labels.map((label) => [
      format.word(label.label),
      label.customers,
      label.revenue ?? null,
      label.realised_value ?? null,
      label.expected_value ?? null,
      label.customer_value ?? null,
      label.contribution ?? null,
      label.customer_equity ?? null,
      label.mean_satisfaction ?? null,
      label.mean_probability_return ?? null,
      label.mean_days_idle ?? null,
      format.word(label.strategy),
      ...words(label.playbook, format),
    ]),
  };
}

/** Offer, cadence, owner and share of effort; nothing where a label has no playbook. */
function words(playbook: SegmentsView['labels'][number]['playbook'], format: Format) {
  if (!playbook) return [null, null, null, null];
  const { offer, cadence, owner, resources } = playbook;
  return [format.word(offer), format.word(cadence), format.word(owner), resources / 100];
}
