import { useTranslation } from 'react-i18next';
import type { SimpleFormula } from '../../api/types';
import { EmptyTile } from '../../components/empty-tile';
import { Tile } from '../../components/tile';
import { DASH } from '../../format/number';
import { type Format, useFormat } from '../../format/use-format';
import './lifetime-value.css';

/** Two textbook formulas beside the model: a check on the back of an envelope, per customer. */
export function FormulasTile({ formulas, wide }: { formulas: SimpleFormula[]; wide: boolean }) {
  const { t } = useTranslation('lifetime-value');
  const format = useFormat();
  const inputs = (formula: SimpleFormula) => Object.entries(formula.inputs);
  const name = (input: string) =>
    t(`lifetime-value:input.${input}`, { defaultValue: input.replaceAll(/[-_]/g, ' ') });
  return (
    <Tile
      id="lifetime-value-formulas"
      wide={wide}
      title={t('lifetime-value:formulas.title')}
      definition={t('lifetime-value:formulas.definition')}
      empty={formulas.length === 0 ? <EmptyTile /> : undefined}
      sheet={{
        columns: [
          t('lifetime-value:formulas.formula'),
          t('lifetime-value:formulas.input'),
          t('lifetime-value:formulas.value'),
        ],
        rows: formulas.flatMap((formula) => [
          ...inputs(formula).map(([input, value]) => [formula.id, name(input), value]),
          [formula.id, t('lifetime-value:formulas.result'), formula.value ?? null],
        ]),
      }}
    >
      <div className="formulas">
        {formulas.map((formula) => (
          <section key={formula.id}>
            <h3>{t(`lifetime-value:formula.${formula.id}.name`, { defaultValue: formula.id })}</h3>
            <p className="formula-text">
              {t(`lifetime-value:formula.${formula.id}.text`, { defaultValue: '' })}
            </p>
            <dl>
              {inputs(formula).map(([input, value]) => (
                <div key={input}>
                  <dt>{name(input)}</dt>
                  <dd className="figures">{show(input, value, format)}</dd>
                </div>
              ))}
              <div className="formula-result">
                <dt>{t('lifetime-value:formulas.result')}</dt>
                <dd className="figures">{formula.value == null ? DASH : format.money(formula.value)}</dd>
              </div>
            </dl>
          </section>
        ))}
      </div>
    </Tile>
  );
}

function show(input: string, value: number, format: Format): string {
  if (/retention|rate|margin_share|discount/.test(input) && value <= 1) return format.percent(value);
  return format.significant(value, 4);
}
