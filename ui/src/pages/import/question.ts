import type { Problem, Question } from '../../api/types';

/** Key of the answer to a question: about one column, or about the file as a whole. */
export function questionKey(question: Question): string {
  const whole = question.id === 'time-zone' || question.id === 'overlap';
  return question.column && !whole ? `${question.id}:${question.column}` : question.id;
}

/** Questions asked so far and those asked now, each once: an answered one stays, to be answered otherwise. */
export function mergeQuestions(asked: Question[], now: Question[]): Question[] {
  const fresh = new Map(now.map((question) => [questionKey(question), question]));
  const kept = asked.map((question) => fresh.get(questionKey(question)) ?? question);
  const known = new Set(asked.map(questionKey));
  return [...kept, ...now.filter((question) => !known.has(questionKey(question)))];
}

/** The question that stopped an import; null for any other problem. */
export function questionOf(problem: Problem): Question | null {
  const { question, column, answers } = problem.values ?? {};
  if (problem.code !== 'question' || typeof question !== 'string') return null;
  return {
    id: question,
    column: typeof column === 'string' ? column : null,
    message: problem.message,
    answers: Array.isArray(answers) ? answers.filter((answer) => typeof answer === 'string') : [],
  };
}
