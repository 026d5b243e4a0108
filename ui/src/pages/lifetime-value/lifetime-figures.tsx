import { useTranslation } from 'react-i18next';
import type { LifetimeValueView } from '../../api/types';
import { Definition, MeasureName } from '../../components/definition';
import { Figure, Figures } from '../../components/figure';
import { useFormat } from '../../format/use-format';

/** Value ahead with its interval, and the test in three figures. */
export function LifetimeFigures({ data }: { data: LifetimeValueView }) {
  const { t } = useTranslation('lifetime-value');
  const format = useFormat();
  const end = data.curve.at(-1);
  const { holdout } = data;
  const model = holdout?.contestants.find((item) => item.id === data.purchases?.model);
  const interval = format.range(end?.low, end?.high);
  const { live } = data;
  const untested = t('lifetime-value:untested');
  return (
    <Figures>
      <Figure
        label={<MeasureName id="residual_value" />}
        value={format.money(end?.value)}
        exact={end ? format.moneyExact(end.value) : t('lifetime-value:noModel')}
        note={interval ? `(${interval})` : ''}
      />
      {live && (
        <Figure
          label={
            <Definition text={t('lifetime-value:live.definition')}>
              {t('lifetime-value:live.label')}
            </Definition>
          }
          value={format.count(Math.round(live.expected))}
          note={`(${format.count(Math.round(live.low))}–${format.count(Math.round(live.high))})`}
        />
      )}
      <Figure
        label={
          <Definition text={t('lifetime-value:figure.biasDefinition')}>
            {t('lifetime-value:figure.bias')}
          </Definition>
        }
        value={format.change(model?.bias)}
        exact={model ? undefined : untested}
        note={
          holdout && model
            ? t('lifetime-value:figure.biasNote', {
                predicted: format.count(Math.round(model.predicted_purchases)),
                actual: format.count(holdout.actual_purchases),
              })
            : ''
        }
      />
      <Figure
        label={
          <Definition text={t('lifetime-value:figure.coverageDefinition')}>
            {t('lifetime-value:figure.coverage')}
          </Definition>
        }
        value={format.percent(holdout?.coverage)}
        exact={holdout?.coverage == null ? untested : undefined}
        note={t('lifetime-value:figure.coverageNote')}
      />
      <Figure
        label={
          <Definition text={t('lifetime-value:figure.correlationDefinition')}>
            {t('lifetime-value:figure.correlation')}
          </Definition>
        }
        value={format.significant(model?.correlation, 3)}
        exact={model?.correlation == null ? untested : undefined}
        note={holdout ? t('lifetime-value:figure.weeks', { count: holdout.weeks }) : ''}
      />
    </Figures>
  );
}
