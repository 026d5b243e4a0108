import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import './signature.css';

interface NameFieldProps {
  name: string;
  onName: (name: string) => void;
}

/** Who decides: given once, remembered after. */
export function NameField({ name, onName }: NameFieldProps) {
  const { t } = useTranslation('decisions');
  return (
    <label>
      {t('decisions:by')}
      <Input
        value={name}
        maxLength={100}
        autoComplete="name"
        placeholder={t('decisions:byHint')}
        onChange={(event) => onName(event.target.value)}
      />
    </label>
  );
}

interface ReasonFieldProps {
  why: string;
  onWhy: (why: string) => void;
}

/** Why it is decided so. */
export function ReasonField({ why, onWhy }: ReasonFieldProps) {
  const { t } = useTranslation('decisions');
  return (
    <label>
      {t('decisions:why')}
      <Input.TextArea
        value={why}
        maxLength={2000}
        autoSize={{ minRows: 2, maxRows: 6 }}
        onChange={(event) => onWhy(event.target.value)}
      />
    </label>
  );
}
