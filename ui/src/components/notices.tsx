import { InfoCircleOutlined, WarningOutlined } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Notice } from '../api/types';
import { useProblemText } from '../api/use-problem-text';
import './notices.css';

// Remarks that a setting can answer.
const SETTINGS = ['value-in-revenue', 'currency-not-set'];

interface NoticesProps {
  list: Notice[];
  /** remarks about scorecards too; their own page says them where they belong */
  cards?: boolean;
}

/** Remarks that a reader of the figures should know, warnings first. */
export function Notices({ list: all, cards }: NoticesProps) {
  const { t } = useTranslation('parts');
  const text = useProblemText();
  const list = cards ? all : all.filter(({ code }) => !code.startsWith('card-'));
  if (list.length === 0) return null;
  const sorted = [...list].sort(
    (a, b) => Number(b.severity === 'warning') - Number(a.severity === 'warning'),
  );
  return (
    <ul className="notices">
      {sorted.map((notice, index) => (
        <li key={index} className={notice.severity}>
          {notice.severity === 'warning' ? (
            <WarningOutlined aria-hidden />
          ) : (
            <InfoCircleOutlined aria-hidden />
          )}
          <span>
            {text.notice(notice)}{' '}
            {SETTINGS.includes(notice.code) && <Link to="/settings">{t('parts:toSettings')}</Link>}
          </span>
        </li>
      ))}
    </ul>
  );
}
