import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '../api/use-problem-text';
import './failure.css';

/** What happened, what to do, and another try. */
export function Failure({ error, retry }: { error: unknown; retry?: () => void }) {
  const { t } = useTranslation('parts');
  const { message, hint } = useProblemText().problem(error);
  return (
    <div className="failure" role="alert">
      <p>{message}</p>
      {hint && <p className="hint">{hint}</p>}
      {retry && <Button onClick={retry}>{t('parts:retry')}</Button>}
    </div>
  );
}
