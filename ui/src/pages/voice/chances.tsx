import { useTranslation } from 'react-i18next';
import type { VoiceChange } from '../../api/voice';
import { Definition } from '../../components/definition';
import { useFormat } from '../../format/use-format';

/** Probability below which chance is not held to be enough. */
export const CLEAR = 0.05;

type Tested = Pick<VoiceChange, 'p_value' | 'p_holm' | 'p_bh'>;

/** Whether chance is enough for a difference, and how probable it would be. */
export function Chances({ change }: { change: Tested }) {
  const { t } = useTranslation('voice');
  const format = useFormat();
  const p = (value: number) => (value < 0.001 ? '<0.001' : format.exact(value, 3));
  return (
    <Definition text={t('voice:chance.means', { p: p(change.p_value), bh: p(change.p_bh) })}>
      <span className={change.p_holm < CLEAR ? 'tag good' : 'tag'}>
        {t(change.p_holm < CLEAR ? 'voice:chance.clear' : 'voice:chance.perhaps', { p: p(change.p_holm) })}
      </span>
    </Definition>
  );
}
