import { Input, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ImportReport } from '../../api/types';
import type { Wizard } from './use-wizard';

interface Rule {
  id: string;
  /** the effect of the report that shows whether the table has this rule */
  under: string;
  /** settings to choose from; none: free text */
  choices?: string[];
}

/** Rules that may be set for an import; which a table has is known from its report. */
export const RULES: Rule[] = [
  { id: 'duplicates', under: 'duplicates', choices: ['keep', 'drop'] },
  { id: 'unattributed', under: 'unattributed', choices: ['load', 'exclude'] },
  { id: 'non-goods', under: 'non-goods' },
  { id: 'cancelled-prefix', under: 'returns' },
];

/** One rule as a choice or a text. */
export function RuleField({ rule, wizard, report }: { rule: Rule; wizard: Wizard; report: ImportReport }) {
  const { t } = useTranslation('import');
  const id = `rule-${rule.id}`;
  const now = wizard.rules[rule.id] ?? report.rules.find((effect) => effect.rule === rule.id)?.setting ?? '';
  const set = (value: string) => wizard.setRules({ ...wizard.rules, [rule.id]: value });
  return (
    <div className="rule-field">
      <label htmlFor={id}>
        {t(`parts:rule.${rule.id}`, { ns: 'parts' })}
        <small className="muted">{t(`import:ruleMeans.${rule.id}`)}</small>
      </label>
      {rule.choices ? (
        <Radio.Group
          id={id}
          value={now}
          onChange={(event) => set(String(event.target.value))}
          options={rule.choices.map((choice) => ({ value: choice, label: t(`import:ruleChoice.${choice}`) }))}
        />
      ) : (
        <Input
          id={id}
          value={now === 'none' ? '' : now}
          onChange={(event) => set(event.target.value || 'none')}
        />
      )}
    </div>
  );
}
