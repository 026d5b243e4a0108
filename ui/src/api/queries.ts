import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { client, unwrap } from './client';
import type { ConditionDraft, Reweighting, SchemeDraft } from './types';

/** What a page of the customer table asks for. */
export interface CustomersQuery {
  columns: string[];
  f: string[];
  q?: string;
  sort?: string;
  limit: number;
  after?: string;
}

/** Which customers of a movement are asked for: `is:LABEL`, `new` and `gone` as ends. */
export interface MoversQuery {
  before: string;
  after: string;
  from?: string;
  to?: string;
}

/** Questions to the server by name; every figure of one run stays until a job says otherwise. */
export const queries = {
  status: () => queryOptions({ queryKey: ['status'], queryFn: () => unwrap(client.GET('/api/v1/status')) }),
  catalogue: () =>
    queryOptions({ queryKey: ['catalogue'], queryFn: () => unwrap(client.GET('/api/v1/catalogue')) }),
  portfolio: () =>
    queryOptions({ queryKey: ['portfolio'], queryFn: () => unwrap(client.GET('/api/v1/portfolio')) }),
  runs: () => queryOptions({ queryKey: ['runs'], queryFn: () => unwrap(client.GET('/api/v1/runs')) }),
  overview: (f: string[], q?: string) =>
    queryOptions({
      queryKey: ['overview', f, q],
      queryFn: () => unwrap(client.GET('/api/v1/overview', { params: { query: { f, q } } })),
      placeholderData: keepPreviousData,
    }),
  customers: (query: CustomersQuery) =>
    queryOptions({
      queryKey: ['customers', query],
      queryFn: ({ signal }) =>
        unwrap(
          client.GET('/api/v1/customers', {
            params: { query: { ...query, columns: query.columns.join(',') } },
            signal,
          }),
        ),
      placeholderData: keepPreviousData,
    }),
  customer: (id: string) =>
    queryOptions({
      queryKey: ['customer', id],
      queryFn: () => unwrap(client.GET('/api/v1/customers/{id}', { params: { path: { id } } })),
    }),
  customerHistory: (id: string) =>
    queryOptions({
      queryKey: ['customer-history', id],
      queryFn: () => unwrap(client.GET('/api/v1/customers/{id}/history', { params: { path: { id } } })),
    }),
  alerts: (f: string[], q: string | undefined, limit: number) =>
    queryOptions({
      queryKey: ['alerts', f, q, limit],
      queryFn: () => unwrap(client.GET('/api/v1/alerts', { params: { query: { f, q, limit } } })),
      placeholderData: keepPreviousData,
    }),
  movement: (scheme: string, before: string | undefined, after: string | undefined) =>
    queryOptions({
      queryKey: ['movement', scheme, before, after],
      queryFn: () =>
        unwrap(
          client.GET('/api/v1/movement/{scheme}', { params: { path: { scheme }, query: { before, after } } }),
        ),
      placeholderData: keepPreviousData,
    }),
  movers: (scheme: string, cell: MoversQuery) =>
    queryOptions({
      queryKey: ['movers', scheme, cell],
      queryFn: () =>
        unwrap(
          client.GET('/api/v1/movement/{scheme}/customers', { params: { path: { scheme }, query: cell } }),
        ),
    }),
  segments: (scheme: string, f: string[], q?: string) =>
    queryOptions({
      queryKey: ['segments', scheme, f, q],
      queryFn: () =>
        unwrap(client.GET('/api/v1/segments/{scheme}', { params: { path: { scheme }, query: { f, q } } })),
      placeholderData: keepPreviousData,
    }),
  lifetimeValue: () =>
    queryOptions({
      queryKey: ['lifetime-value'],
      queryFn: () => unwrap(client.GET('/api/v1/lifetime-value')),
    }),
  forecast: (period: string, periods: number, recency: boolean) =>
    queryOptions({
      queryKey: ['forecast', period, periods, recency],
      queryFn: () =>
        unwrap(client.GET('/api/v1/forecast', { params: { query: { period, periods, recency } } })),
      placeholderData: keepPreviousData,
      retry: false,
    }),
  cards: () => queryOptions({ queryKey: ['cards'], queryFn: () => unwrap(client.GET('/api/v1/cards')) }),
  cardTemplates: () =>
    queryOptions({
      queryKey: ['cards', 'templates'],
      queryFn: () => unwrap(client.GET('/api/v1/cards/templates')),
    }),
  cardTemplate: (id: string) =>
    queryOptions({
      queryKey: ['cards', 'template', id],
      queryFn: () => unwrap(client.GET('/api/v1/cards/templates/{id}', { params: { path: { id } } })),
    }),
  card: (id: string) =>
    queryOptions({
      queryKey: ['card', id],
      queryFn: () => unwrap(client.GET('/api/v1/cards/{id}', { params: { path: { id } } })),
    }),
  cardCheck: (text: string) =>
    queryOptions({
      queryKey: ['card-check', text],
      queryFn: () => unwrap(client.POST('/api/v1/cards/check', { body: { text } })),
      placeholderData: keepPreviousData,
      gcTime: 0,
    }),
  score: (card: string) =>
    queryOptions({
      queryKey: ['score', card],
      queryFn: () =>
        unwrap(
          client.GET('/api/v1/cards/{id}/score', {
            params: { path: { id: card }, query: { limit: 10_000 } },
          }),
        ),
    }),
  accountScore: (card: string, customer: string) =>
    queryOptions({
      queryKey: ['score', card, customer],
      queryFn: () =>
        unwrap(
          client.GET('/api/v1/cards/{id}/score', { params: { path: { id: card }, query: { customer } } }),
        ),
    }),
  pairwise: (matrix: string[][]) =>
    queryOptions({
      queryKey: ['pairwise', matrix],
      queryFn: () => unwrap(client.POST('/api/v1/weights/pairwise', { body: { matrix } })),
      placeholderData: keepPreviousData,
    }),
  schemes: () =>
    queryOptions({ queryKey: ['schemes'], queryFn: () => unwrap(client.GET('/api/v1/schemes')) }),
  schemeTemplates: () =>
    queryOptions({
      queryKey: ['schemes', 'templates'],
      queryFn: () => unwrap(client.GET('/api/v1/schemes/templates')),
    }),
  schemeTemplate: (id: string) =>
    queryOptions({
      queryKey: ['schemes', 'template', id],
      queryFn: () => unwrap(client.GET('/api/v1/schemes/templates/{id}', { params: { path: { id } } })),
    }),
  scheme: (id: string) =>
    queryOptions({
      queryKey: ['scheme', id],
      queryFn: () => unwrap(client.GET('/api/v1/schemes/{id}', { params: { path: { id } } })),
    }),
  schemeCheck: (text: string) =>
    queryOptions({
      queryKey: ['scheme-check', text],
      queryFn: () => unwrap(client.POST('/api/v1/schemes/check', { body: { text } })),
      placeholderData: keepPreviousData,
      gcTime: 0,
    }),
  schemeWritten: (draft: SchemeDraft | null) =>
    queryOptions({
      queryKey: ['scheme-written', draft],
      enabled: draft !== null,
      queryFn: () =>
        draft === null
          ? Promise.reject(new Error('no draft'))
          : unwrap(client.POST('/api/v1/schemes/write', { body: draft })),
      gcTime: 0,
    }),
  conditionCount: (condition: ConditionDraft) =>
    queryOptions({
      queryKey: ['condition-count', condition],
      queryFn: () => unwrap(client.POST('/api/v1/schemes/count', { body: { condition } })),
      placeholderData: keepPreviousData,
      gcTime: 0,
    }),
  whatIf: (card: string, wish: Reweighting) =>
    queryOptions({
      queryKey: ['score', card, 'what-if', wish],
      queryFn: () =>
        unwrap(client.POST('/api/v1/cards/{id}/what-if', { params: { path: { id: card } }, body: wish })),
      placeholderData: keepPreviousData,
    }),
  gap: (card: string, customer: string) =>
    queryOptions({
      queryKey: ['score', card, 'gap', customer],
      queryFn: () =>
        unwrap(client.GET('/api/v1/cards/{id}/gap', { params: { path: { id: card }, query: { customer } } })),
    }),
  accountGroups: (card: string) =>
    queryOptions({
      queryKey: ['score', card, 'groups'],
      queryFn: () => unwrap(client.GET('/api/v1/cards/{id}/groups', { params: { path: { id: card } } })),
    }),
  assessors: (card: string) =>
    queryOptions({
      queryKey: ['score', card, 'assessors'],
      queryFn: () => unwrap(client.GET('/api/v1/cards/{id}/assessors', { params: { path: { id: card } } })),
    }),
  compareCards: (card: string[]) =>
    queryOptions({
      queryKey: ['score', 'compare', card],
      queryFn: () => unwrap(client.GET('/api/v1/cards/compare', { params: { query: { card } } })),
      placeholderData: keepPreviousData,
    }),
  cardForm: (card: string, assessor: string, manager: string | undefined) =>
    queryOptions({
      queryKey: ['score', card, 'form', assessor, manager],
      queryFn: () =>
        unwrap(
          client.GET('/api/v1/cards/{id}/form', {
            params: { path: { id: card }, query: { assessor, manager } },
          }),
        ),
      gcTime: 0,
    }),
  batches: () =>
    queryOptions({ queryKey: ['batches'], queryFn: () => unwrap(client.GET('/api/v1/batches')) }),
  quarantine: (batch: string | undefined, offset: number, limit: number) =>
    queryOptions({
      queryKey: ['quarantine', batch, offset, limit],
      queryFn: () =>
        unwrap(client.GET('/api/v1/quarantine', { params: { query: { batch, offset, limit } } })),
      placeholderData: keepPreviousData,
    }),
  job: (id: string | null) =>
    queryOptions({
      queryKey: ['job', id],
      enabled: id !== null,
      queryFn: () => unwrap(client.GET('/api/v1/jobs/{id}', { params: { path: { id: id ?? '' } } })),
      refetchInterval: (query) => (query.state.data?.state === 'running' ? 400 : false),
      gcTime: 0,
    }),
};
