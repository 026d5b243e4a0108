import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { Field } from './field';
import './signature.css';

interface NameFieldProps {
  name: string;
  onName: (name: string) => void;
}

/** Who decides: given once, remembered after. */
export function NameField({ name, onName }: NameFieldProps) {
  const { t } = useTranslation('decisions');
  return (
    <Field label={t('decisions:by')}>
      {(id) => (
        <Input
          id={id}
          value={name}
          maxLength={100}
          autoComplete="name"
          placeholder={t('decisions:byHint')}
          onChange={(event) => onName(event.target.value)}
        />
      )}
    </Field>
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
    <Field label={t('decisions:why')}>
      {(id) => (
        <Input.TextArea
          id={id}
          value={why}
          maxLength={2000}
          autoSize={{ minRows: 2, maxRows: 6 }}
          onChange={(event) => onWhy(event.target.value)}
        />
      )}
    </Field>
  );
}
