import { Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormCell, FormLine, FormView } from '../../api/types';
import { useFormat } from '../../format/use-format';
import { cellKey, type Typed } from './form-scores';

/** Accounts that are added at a time. */
const STEP = 10;

interface FormTableProps {
  form: FormView;
  typed: Typed;
  /** only what is missing or old */
  openOnly: boolean;
  onTyped: (typed: Typed) => void;
}

/** A block an account, a row a line: the score, what others think, a note. */
export function FormTable({ form, typed, openOnly, onTyped }: FormTableProps) {
  const { t } = useTranslation('ways');
  const format = useFormat();
  const [shown, setShown] = useState(STEP);
  const accounts = form.accounts
    .map((account) => ({
      ...account,
      lines: form.lines.flatMap((line, index) => {
        const cell = account.cells[index];
        const open = cell && (cell.score == null || cell.old);
        return cell && (!openOnly || open) ? [{ line, cell }] : [];
      }),
    }))
    .filter(({ lines }) => lines.length > 0);
  if (accounts.length === 0) return <p className="muted">{t('ways:form.nothing')}</p>;
  return (
    <>
      {accounts.slice(0, shown).map((account) => (
        <section
          key={account.customer_id}
          className="form-account"
          aria-label={account.name || account.customer_id}
        >
          <h3>
            {account.name || account.customer_id}
            {account.name && <span className="muted small"> {account.customer_id}</span>}
          </h3>
          <ul>
            {account.lines.map(({ line, cell }) => {
              const key = cellKey(account.customer_id, line.id);
              const own = typed[key];
              const type = (change: { score?: number; note?: string }) =>
                onTyped({ ...typed, [key]: { ...own, ...change } });
              return (
                <li key={line.id}>
                  <span>
                    {format.word(line.name)}
                    <State cell={cell} />
                  </span>
                  <ScoreField
                    line={line}
                    value={own?.score ?? cell.score ?? null}
                    label={`${account.name || account.customer_id}: ${format.word(line.name)}`}
                    onScore={(score) => type({ score })}
                  />
                  <Input
                    value={own?.note ?? cell.note ?? ''}
                    maxLength={500}
                    placeholder={t('ways:form.note')}
                    aria-label={t('ways:form.note')}
                    onChange={(event) => type({ note: event.target.value })}
                  />
                </li>
              );
            })}
          </ul>
        </section>
      ))}
      {shown < accounts.length && (
        <button type="button" className="plain-button more" onClick={() => setShown(shown + STEP)}>
          {t('ways:form.more', { shown, all: accounts.length })}
        </button>
      )}
    </>
  );
}

/** When the score was typed, and what all assessors think. */
function State({ cell }: { cell: FormCell }) {
  const { t } = useTranslation('ways');
  const format = useFormat();
  const own = cell.score == null ? t('ways:form.missing') : format.day(cell.on);
  return (
    <small className={cell.score == null || cell.old ? 'attention' : 'muted'}>
      {own}
      {cell.old && ` · ${t('ways:form.old')}`}
      {cell.median != null && (
        <span className="muted">
          {' · '}
          {t('ways:form.others', {
            median: format.exact(cell.median, 1),
            low: format.exact(cell.lower_quartile, 1),
            high: format.exact(cell.upper_quartile, 1),
          })}
        </span>
      )}
    </small>
  );
}

interface ScoreFieldProps {
  line: FormLine;
  value: number | null;
  label: string;
  onScore: (score: number) => void;
}

/** The scores there are as choices, in words where the card has them; any score of the scale otherwise. */
function ScoreField({ line, value, label, onScore }: ScoreFieldProps) {
  const format = useFormat();
  if (line.choices.length === 0)
    return (
      <InputNumber
        min={line.low}
        max={line.high}
        value={value}
        aria-label={label}
        onChange={(score) => {
          if (score !== null) onScore(score);
        }}
      />
    );
  return (
    <Select
      value={value}
      placeholder={`${format.exact(line.low)}–${format.exact(line.high)}`}
      aria-label={label}
      popupMatchSelectWidth={false}
      options={line.choices.map(({ score, word }) => ({
        value: score,
        label: word ? `${format.exact(score)} ${format.word(word)}` : format.exact(score),
      }))}
      onChange={onScore}
    />
  );
}
