import { useTranslation } from 'react-i18next';
import type { SchemeCheck } from '../../../api/types';
import { useProblemText } from '../../../api/use-problem-text';
import { labelColor } from '../../../app/palette';
import { Bar } from '../../../components/bar';
import { useFormat } from '../../../format/use-format';

/** Who would have which label among the customers of the current run. */
export function Preview({ check }: { check: SchemeCheck }) {
  const { t } = useTranslation('schemes');
  const format = useFormat();
  const told = useProblemText();
  if (check.problem) return null;
  if (check.waiting) return <p className="muted small">{told.told(check.waiting).message}</p>;
  const without = check.unlabelled ?? 0;
  const ids = check.labels.map(({ id }) => id);
  const total = check.labels.reduce((sum, label) => sum + label.customers, without);
  return (
    <section className="scheme-preview" aria-label={t('schemes:preview.title')}>
      <h3>{t('schemes:preview.title')}</h3>
      <ul>
        {check.labels.map((label) => (
          <li key={label.id} title={format.word(label.meaning)}>
            <span>{format.word(label.name) || label.id}</span>
            <Bar
              share={total > 0 ? label.customers / total : 0}
              color={labelColor(`scheme.${check.draft?.id ?? ''}`, label.id, ids)}
            />
            <span className="figures">{format.exact(label.customers, 0)}</span>
            <span className="figures muted">{format.money(label.revenue)}</span>
          </li>
        ))}
        {without > 0 && (
          <li className="muted">
            <span>{t('schemes:preview.without')}</span>
            <Bar share={total > 0 ? without / total : 0} color="var(--quiet)" />
            <span className="figures">{format.exact(without, 0)}</span>
            <span />
          </li>
        )}
      </ul>
      {check.notices.map((notice) => (
        <p className="attention small" key={notice.message}>
          {told.notice(notice)}
        </p>
      ))}
    </section>
  );
}
