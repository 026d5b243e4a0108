import { useTranslation } from 'react-i18next';
import type { Playbook as PlaybookView } from '../api/types';
import { useFormat } from '../format/use-format';
import './playbook.css';

/** How customers of a label are treated: offer, cadence, owner, share of effort. */
export function Playbook({ playbook }: { playbook: PlaybookView }) {
  const { t } = useTranslation('parts');
  const format = useFormat();
  const lines = [
    ['offer', format.word(playbook.offer)],
    ['cadence', format.word(playbook.cadence)],
    ['owner', format.word(playbook.owner)],
    ['resources', format.percent(playbook.resources / 100)],
  ] as const;
  return (
    <dl className="playbook-lines">
      {lines.map(([name, value]) => (
        <div key={name}>
          <dt>{t(`parts:playbook.${name}`)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
