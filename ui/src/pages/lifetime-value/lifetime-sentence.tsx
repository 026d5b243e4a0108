import { Trans, useTranslation } from 'react-i18next';
import type { LifetimeValueView } from '../../api/types';
import { useFormat } from '../../format/use-format';
import { isNaive } from './contestant-name';

/** What the base will bring, and how far to trust it: what the test on unseen weeks said. */
export function LifetimeSentence({ data }: { data: LifetimeValueView }) {
  const { t } = useTranslation('lifetime-value');
  const format = useFormat();
  const end = data.curve.at(-1);
  const { holdout } = data;
  const model = holdout?.contestants.find((item) => item.id === data.purchases?.model);
  const best = holdout?.contestants[0];
  const won = best !== undefined && !isNaive(best.id);
  const key = !data.purchases
    ? 'lifetime-value:sentence.refused'
    : !holdout || !model
      ? 'lifetime-value:sentence.untested'
      : won
        ? 'lifetime-value:sentence.won'
        : 'lifetime-value:sentence.lost';
  return (
    <Trans
      t={t}
      i18nKey={key}
      values={{
        months: end?.months ?? Math.round(data.run.horizon_days / 30.4375),
        value: format.money(end?.value ?? data.run.customer_equity),
        weeks: holdout?.weeks ?? 0,
        bias: format.percent(model?.bias == null ? null : Math.abs(model.bias)),
        best: best ? t(`lifetime-value:contestant.${best.id}`, { defaultValue: best.id }) : '',
      }}
      components={{ b: <b />, w: <b className="warn" /> }}
    />
  );
}
