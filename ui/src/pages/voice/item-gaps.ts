import type { SurveyItem } from '../../api/voice';

/** What was perceived and expected of one thing. */
export interface GapRow {
  name: string;
  perceived?: number | null;
  expected?: number | null;
  /** perceived less expected */
  gap?: number | null;
  low?: number | null;
  high?: number | null;
  answers?: number;
}

/** Gaps of single questions, the widest first: means of pairs have no interval here, so that none is drawn. */
export function itemGaps(items: SurveyItem[], word: (text: SurveyItem['text']) => string): GapRow[] {
  return items
    .flatMap(({ text, answer, expectation }) =>
      answer && expectation
        ? [
            {
              name: word(text),
              perceived: answer.mean,
              expected: expectation.mean,
              gap: answer.mean - expectation.mean,
              answers: Math.min(answer.answers, expectation.answers),
            },
          ]
        : [],
    )
    .sort((one, other) => one.gap - other.gap);
}
