import { useTranslation } from 'react-i18next';
import type { LifetimeValueView } from '../../api/types';
import { useFormat } from '../../format/use-format';

/** Whether spend follows frequency, in words: what the model of spend rests on. */
export function IndependenceLine({ found }: { found: NonNullable<LifetimeValueView['independence']> }) {
  const { t } = useTranslation('lifetime-value');
  const format = useFormat();
  const number = (value: number) => format.significant(value, 2);
  const sign = found.coefficient > 0 ? 'more' : 'less';
  const verdict =
    found.verdict === 'present'
      ? t(`lifetime-value:independence.present.${sign}`)
      : t(`lifetime-value:independence.${found.verdict}`);
  return (
    <p
      className={found.verdict === 'present' ? 'small warn-line' : 'small muted'}
      data-independence={found.verdict}
    >
      {t('lifetime-value:independence.figure', {
        value: number(found.coefficient),
        low: number(found.low),
        high: number(found.high),
        customers: format.exact(found.customers, 0),
      })}{' '}
      {verdict}
    </p>
  );
}
