import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { JudgedCriteria } from '../../api/types';
import { canBeJudged, equal, type Matrix, toBeJudged, withJudgements } from './judgement-text';
import { Pairwise } from './pairwise';

interface JudgementsProps {
  text: string;
  /** what is compared two by two; empty on a card with other weights */
  judged: JudgedCriteria[];
  onText: (text: string) => void;
}

const keyOf = (of: string | null | undefined) => of ?? '';

/** The judgements of a card by sliders; they become part of its text. */
export function Judgements({ text, judged, onText }: JudgementsProps) {
  const { t } = useTranslation('accounts');
  const [moved, setMoved] = useState<Record<string, Matrix>>({});
  if (judged.length === 0) {
    if (!canBeJudged(text)) return null;
    return (
      <div className="judgements">
        <p className="muted small">{t('accounts:ahp.offer')}</p>
        <Button size="small" onClick={() => onText(toBeJudged(text))}>
          {t('accounts:ahp.begin')}
        </Button>
      </div>
    );
  }
  // Several judges of the same are kept as they are: one slider cannot stand for two people.
  if (judged.some(({ judges }) => judges > 1))
    return <p className="muted small">{t('accounts:ahp.several')}</p>;
  const of = (subject: JudgedCriteria): Matrix => {
    const size = subject.criteria.length;
    const found = moved[keyOf(subject.of)] ?? subject.matrix;
    const fits = found?.length === size && found.every((cells) => cells.length === size);
    return found && fits ? found : equal(size);
  };
  const write = () => {
    onText(
      withJudgements(
        text,
        judged.map((subject) => ({ of: subject.of ?? null, matrix: of(subject) })),
      ),
    );
    setMoved({});
  };
  return (
    <section className="judgements" aria-label={t('accounts:ahp.title')}>
      <header>
        <h3>{t('accounts:ahp.title')}</h3>
        <Button size="small" onClick={write}>
          {t('accounts:ahp.write')}
        </Button>
      </header>
      <p className="muted small">{t('accounts:ahp.hint')}</p>
      {judged.map((subject) => (
        <Pairwise
          key={keyOf(subject.of)}
          subject={subject}
          matrix={of(subject)}
          onMatrix={(matrix) => setMoved((all) => ({ ...all, [keyOf(subject.of)]: matrix }))}
        />
      ))}
    </section>
  );
}
