import { CloseOutlined, ExportOutlined } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useEffect } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import type { CustomerView } from '../../api/types';
import { useCatalogue } from '../../api/use-catalogue';
import { LabelTag } from '../../components/label-tag';
import { useFormat } from '../../format/use-format';
import { number, text } from './values';

interface CustomerHeadProps {
  customer: CustomerView;
  page?: boolean;
  onClose?: () => void;
}

/** Name, labels and the one sentence about this customer. */
export function CustomerHead({ customer, page, onClose }: CustomerHeadProps) {
  const { t } = useTranslation('customer');
  const catalogue = useCatalogue();
  const format = useFormat();
  const id = customer.customer_id;
  useEffect(() => {
    if (page) document.title = t('app:tab', { name: customer.name ?? id, ns: 'app' });
  }, [page, customer.name, id, t]);

  const labels = catalogue.measures.filter(
    (measure) => measure.kind === 'label' && text(customer, measure.id),
  );
  const likely = number(customer, 'probability_return');
  const days = number(customer, 'days_idle');
  const idle = format.exact(days, 0);
  const values = {
    value: format.money(number(customer, 'customer_value')),
    rank: customer.value_rank == null ? '' : format.percent(Math.max(1 - customer.value_rank, 0.001), 1),
    likely: format.percent(likely, 1),
    idle,
    seen: days === 0 ? t('customer:seen.today') : t('customer:seen.days', { count: days ?? 0, idle }),
  };
  const key =
    likely === null
      ? 'customer:sentence.plain'
      : likely >= 0.5
        ? 'customer:sentence.likely'
        : 'customer:sentence.unlikely';
  return (
    <header className="portrait-head">
      <div>
        <h1>
          {customer.name ?? id}
          {customer.name && <span className="muted"> {id}</span>}
        </h1>
        <p className="sentence">
          <Trans t={t} i18nKey={key} values={values} components={{ b: <b />, w: <b className="warn" /> }} />
        </p>
        <div className="portrait-labels">
          {labels.map((measure) => (
            <span key={measure.id}>
              {format.word(measure.label)}{' '}
              <LabelTag measure={measure.id} label={text(customer, measure.id) ?? ''} />
            </span>
          ))}
        </div>
      </div>
      <div className="portrait-buttons">
        {!page && (
          <Link to="/customers/$id" params={{ id }}>
            <Button
              type="text"
              icon={<ExportOutlined aria-hidden />}
              aria-label={t('customer:open')}
              title={t('customer:open')}
            />
          </Link>
        )}
        {onClose && (
          <Button
            type="text"
            icon={<CloseOutlined aria-hidden />}
            aria-label={t('customer:close')}
            onClick={onClose}
          />
        )}
      </div>
    </header>
  );
}
