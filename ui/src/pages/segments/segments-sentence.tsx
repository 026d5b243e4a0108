import { Trans, useTranslation } from 'react-i18next';
import type { SegmentsView } from '../../api/types';
import { useFormat } from '../../format/use-format';

/** The label that carries most value, against its share of customers. */
export function SegmentsSentence({ data }: { data: SegmentsView }) {
  const { t } = useTranslation('segments');
  const format = useFormat();
  const total = data.labels.reduce((sum, label) => sum + (label.customer_value ?? 0), 0);
  const named = data.labels.filter((label) => label.id !== '');
  const best = [...named].sort((a, b) => (b.customer_value ?? 0) - (a.customer_value ?? 0))[0];
  if (!best || data.customers === 0) return t('segments:sentence.none');
  const values = {
    label: format.word(best.label),
    heads: format.percent(best.customers / data.customers, 0),
    count: best.customers,
    text: format.count(best.customers),
    share: format.percent(total > 0 ? (best.customer_value ?? 0) / total : null, 0),
  };
  const key = total > 0 ? 'segments:sentence.value' : 'segments:sentence.heads';
  return <Trans t={t} i18nKey={key} count={best.customers} values={values} components={{ b: <b /> }} />;
}
