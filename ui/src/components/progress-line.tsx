import { useTranslation } from 'react-i18next';
import type { JobView } from '../api/types';
import { useFormat } from '../format/use-format';
import './progress-line.css';

/** How far long work is: its stage in words and a bar, moving without end where the total is not known. */
export function ProgressLine({ progress }: { progress: JobView['progress'] }) {
  const { t, i18n } = useTranslation('parts');
  const format = useFormat();
  const known = progress.total > 0;
  const share = known ? Math.min(1, progress.done / progress.total) : 0;
  const stage = i18n.exists(`parts:stage.${progress.stage}`)
    ? t(`parts:stage.${progress.stage}`)
    : t('parts:stage.working');
  return (
    <div className="progress-line">
      <div className="progress-text">
        <span>{stage}</span>
        {known && <span className="figures">{format.percent(share, 0)}</span>}
      </div>
      <progress max={1} value={known ? share : undefined} aria-label={stage} />
    </div>
  );
}
