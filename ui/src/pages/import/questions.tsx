import { Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Question } from '../../api/types';
import { TimeZoneSelect } from '../../components/time-zone-select';
import { questionKey } from './question';

interface QuestionsProps {
  questions: Question[];
  answers: Record<string, string>;
  onAnswer: (key: string, answer: string) => void;
}

/** What must not be guessed, as choices. */
export function Questions({ questions, answers, onAnswer }: QuestionsProps) {
  const { t, i18n } = useTranslation('import');
  if (questions.length === 0) return null;
  return (
    <div className="questions">
      {questions.map((question) => {
        const key = questionKey(question);
        const known = i18n.exists(`import:question.${question.id}`);
        // There are more time zones than a question can list.
        const free = question.id === 'time-zone';
        return (
          <fieldset key={key}>
            <legend>
              {known
                ? t(`import:question.${question.id}`, { column: question.column ?? '' })
                : question.message}
            </legend>
            {free ? (
              <TimeZoneSelect value={answers[key]} onChange={(zone) => onAnswer(key, zone)} />
            ) : (
              <Radio.Group
                value={answers[key]}
                onChange={(event) => onAnswer(key, String(event.target.value))}
                options={question.answers.map((answer) => ({
                  value: answer,
                  label: t(`import:answer.${answer}`, { defaultValue: answer }),
                }))}
              />
            )}
          </fieldset>
        );
      })}
    </div>
  );
}
