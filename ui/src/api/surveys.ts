import { keepPreviousData, type QueryClient, queryOptions } from '@tanstack/react-query';
import { client, unwrap } from './client';
import type { components } from './schema';

type Schemas = components['schemas'];

export type SurveyCheck = Schemas['SurveyCheck'];
export type SurveyFile = Schemas['SurveyFile'];

/** Questionnaires that the portfolio keeps, and those to begin with. */
export const surveys = {
  kept: () => queryOptions({ queryKey: ['surveys'], queryFn: () => unwrap(client.GET('/api/v1/surveys')) }),
  templates: () =>
    queryOptions({
      queryKey: ['surveys', 'templates'],
      queryFn: () => unwrap(client.GET('/api/v1/surveys/templates')),
    }),
  file: (id: string) =>
    queryOptions({
      queryKey: ['surveys', 'file', id],
      queryFn: () => unwrap(client.GET('/api/v1/surveys/{id}', { params: { path: { id } } })),
    }),
  check: (text: string) =>
    queryOptions({
      queryKey: ['surveys-check', text],
      queryFn: () => unwrap(client.POST('/api/v1/surveys/check', { body: { text } })),
      placeholderData: keepPreviousData,
      gcTime: 0,
    }),
};

/** Asks again for everything that a kept questionnaire changes. */
export function askSurveysAgain(cache: QueryClient): Promise<void> {
  return cache.invalidateQueries({
    predicate: ({ queryKey }) => ['surveys', 'voice', 'status'].includes(String(queryKey[0])),
  });
}
