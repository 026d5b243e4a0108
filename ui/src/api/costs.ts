import { keepPreviousData, type QueryClient, queryOptions } from '@tanstack/react-query';
import { client, unwrap } from './client';
import type { components } from './schema';

type Schemas = components['schemas'];

export type CostDiagram = Schemas['CostDiagram'];
export type CostNode = Schemas['CostNode'];
export type CostReport = Schemas['CostReport'];
export type CostStatement = Schemas['CostStatement'];
export type CostStep = Schemas['CostStep'];
export type CostedCustomer = Schemas['CostedCustomer'];
export type CostedTotals = Schemas['CostedTotals'];
export type CostedView = Schemas['CostedView'];
export type CostsFile = Schemas['CostsFile'];
export type KeptCosts = Schemas['KeptCosts'];

/** Costs that the portfolio keeps, and what customers earn by them. */
export const costs = {
  kept: () => queryOptions({ queryKey: ['costs'], queryFn: () => unwrap(client.GET('/api/v1/costs')) }),
  example: () =>
    queryOptions({
      queryKey: ['costs', 'example'],
      queryFn: () => unwrap(client.GET('/api/v1/costs/example')),
    }),
  file: (id: string) =>
    queryOptions({
      queryKey: ['costs', 'file', id],
      queryFn: () => unwrap(client.GET('/api/v1/costs/{id}', { params: { path: { id } } })),
    }),
  check: (text: string) =>
    queryOptions({
      queryKey: ['costs-check', text],
      queryFn: () => unwrap(client.POST('/api/v1/costs/check', { body: { text } })),
      placeholderData: keepPreviousData,
      gcTime: 0,
    }),
  profit: (id: string) =>
    queryOptions({
      queryKey: ['costs', 'profit', id],
      queryFn: () => unwrap(client.GET('/api/v1/costs/{id}/profit', { params: { path: { id } } })),
    }),
  statement: (id: string, customer: string) =>
    queryOptions({
      queryKey: ['costs', 'statement', id, customer],
      queryFn: () =>
        unwrap(client.GET('/api/v1/costs/{id}/statement', { params: { path: { id }, query: { customer } } })),
      placeholderData: keepPreviousData,
    }),
};

/** Asks again for everything that kept costs change. */
export function askCostsAgain(cache: QueryClient): Promise<void> {
  return cache.invalidateQueries({
    predicate: ({ queryKey }) => ['costs', 'status', 'catalogue'].includes(String(queryKey[0])),
  });
}

/** The costs of the latest days first. */
export function latestFirst(kept: KeptCosts[]): KeptCosts[] {
  return [...kept].sort((one, other) => (other.to ?? '').localeCompare(one.to ?? ''));
}
