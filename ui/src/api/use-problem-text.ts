import { useTranslation } from 'react-i18next';
import { problemOf } from './problem';
import type { Notice, Problem } from './types';

/** First letter large: the server writes errors in lower case. */
function sentence(text: string): string {
  return text === '' ? text : text.charAt(0).toUpperCase() + text.slice(1);
}

/** What happened and what to do, in the reader's language; English where the code is new to us. */
export function useProblemText() {
  const { t, i18n } = useTranslation('problems');
  const known = (key: string, values: Record<string, unknown>) => {
    const text: unknown = i18n.getResource(i18n.language, 'problems', key);
    if (typeof text !== 'string') return false;
    // A text that names a value the server did not send is worth less than the server's own words.
    return [...text.matchAll(/{{(\w+)}}/g)].every(([, name]) => name !== undefined && name in values);
  };
  const text = (code: string, message: string, values: Record<string, unknown>) =>
    known(`${code}.message`, values) ? t(`problems:${code}.message`, { ...values }) : sentence(message);
  const told = (problem: Problem) => {
    const values = problem.values ?? {};
    // The server's own hint names commands: it stands only where these pages have no words of their own.
    const mine = known(`${problem.code}.message`, values);
    const hint = known(`${problem.code}.hint`, values)
      ? t(`problems:${problem.code}.hint`, { ...values })
      : mine
        ? ''
        : sentence(problem.hint ?? '');
    return { message: text(problem.code, problem.message, values), hint };
  };
  return {
    notice: (notice: Notice) => {
      const said = text(notice.code, notice.message, notice.values);
      const { reason } = notice.values;
      const why = `reason.${typeof reason === 'string' ? reason : ''}`;
      return known(why, notice.values) ? `${said} ${t(`problems:${why}`, { ...notice.values })}` : said;
    },
    problem: (error: unknown) => told(problemOf(error)),
    told,
  };
}
