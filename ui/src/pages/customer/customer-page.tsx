import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { CustomerPortrait } from './customer-portrait';
import './customer.css';

/** The portrait of a customer at an address of its own. */
export default function CustomerPage() {
  const { t } = useTranslation('customer');
  const { id } = useParams({ strict: false });
  return (
    <div className="customer-page">
      <nav className="customer-back">
        <Link to="/customers">{t('customer:back')}</Link>
      </nav>
      <CustomerPortrait id={id ?? ''} wide />
    </div>
  );
}
