import { Input } from 'antd';
import { useTranslation } from 'react-i18next';

interface TextPairProps {
  label: string;
  value: { zh: string; en: string } | null | undefined;
  onChange: (value: { zh: string; en: string }) => void;
  long?: boolean;
}

/** A text that people read, in both languages. */
export function TextPair({ label, value, onChange, long }: TextPairProps) {
  const { t } = useTranslation('schemes');
  const now = value ?? { zh: '', en: '' };
  const field = (language: 'zh' | 'en') => {
    const props = {
      size: 'small' as const,
      'aria-label': `${label}, ${t(`schemes:language.${language}`)}`,
      placeholder: t(`schemes:language.${language}`),
      value: now[language],
      onChange: (event: { target: { value: string } }) =>
        onChange({ ...now, [language]: event.target.value }),
    };
    return long ? <Input.TextArea {...props} autoSize={{ minRows: 1, maxRows: 4 }} /> : <Input {...props} />;
  };
  return (
    <div className="text-pair">
      <span className="form-label">{label}</span>
      {field('zh')}
      {field('en')}
    </div>
  );
}
