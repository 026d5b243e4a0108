import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format/use-format';

interface PagerProps {
  first: number;
  shown: number;
  total: number;
  /** the page is on its way: what stands above is still the one before */
  busy: boolean;
  onBack?: () => void;
  onNext?: () => void;
}

/** One page forth or back; where one is. */
export function Pager({ first, shown, total, busy, onBack, onNext }: PagerProps) {
  const { t } = useTranslation('customers');
  const format = useFormat();
  if (total === 0) return null;
  return (
    <nav className="pager" aria-label={t('customers:pager.label')}>
      <span className="figures muted">
        {busy
          ? '…'
          : t('customers:pager.where', {
              first: format.exact(first, 0),
              last: format.exact(first + shown - 1, 0),
              total: format.exact(total, 0),
            })}
      </span>
      <Button icon={<LeftOutlined aria-hidden />} disabled={busy || !onBack} onClick={onBack}>
        {t('customers:pager.back')}
      </Button>
      <Button
        icon={<RightOutlined aria-hidden />}
        iconPlacement="end"
        disabled={busy || !onNext}
        onClick={onNext}
      >
        {t('customers:pager.next')}
      </Button>
    </nav>
  );
}
