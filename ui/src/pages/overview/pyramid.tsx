import { useTranslation } from 'react-i18next';
import type { LabelTotal } from '../../api/types';
import { inkOn } from '../../app/palette';
import { useLabelColor } from '../../components/label-tag';
import { useFormat } from '../../format/use-format';
import './pyramid.css';

/** Two stacks side by side: the few on top carry most of the value. */
export function Pyramid({ labels }: { labels: LabelTotal[] }) {
  const { t } = useTranslation('overview');
  const format = useFormat();
  const color = useLabelColor();
  const heads = labels.reduce((sum, label) => sum + label.customers, 0) || 1;
  const value = labels.reduce((sum, label) => sum + Math.max(0, label.customer_value ?? 0), 0) || 1;
  // Widths leave losses out; what is written is the share of the total, losses and all.
  const total = labels.reduce((sum, label) => sum + (label.customer_value ?? 0), 0);
  const stack = (share: (label: LabelTotal) => number, said = share) => (
    <div className="pyramid-stack">
      {labels.map((label) => (
        <span
          key={label.id}
          style={{
            flexGrow: Math.max(share(label), 0.004),
            background: color('abc_class', label.id),
            color: inkOn(color('abc_class', label.id)),
          }}
        >
          {share(label) > 0.2
            ? `${format.word(label.label)} ${format.percent(said(label), 0)}`
            : share(label) > 0.08 && format.word(label.label)}
        </span>
      ))}
    </div>
  );
  return (
    <div className="pyramid" aria-hidden="true">
      <span>{t('overview:shares.customers')}</span>
      {stack((label) => label.customers / heads)}
      <span>{t('overview:shares.value')}</span>
      {stack(
        (label) => Math.max(0, label.customer_value ?? 0) / value,
        (label) => (total > 0 ? (label.customer_value ?? 0) / total : 0),
      )}
    </div>
  );
}
