import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { client, unwrap } from './client';
import type { components } from './schema';

type Schemas = components['schemas'];

export type BelowCostLever = Schemas['BelowCostLever'];
export type BelowCostView = Schemas['BelowCostView'];
export type ProfitCurve = Schemas['ProfitCurve'];
export type ProfitCurvesView = Schemas['ProfitCurvesView'];
export type ProfitLossView = Schemas['ProfitLossView'];
export type ProfitRow = Schemas['ProfitRow'];
export type ProfitTable = Schemas['ProfitView'];

/** Who is lost: a customer, or all of a label. */
export interface Lost {
  customer?: string;
  by?: string;
  label?: string;
}

/** What customers earn by kept costs; asked again when costs or valuations change. */
export const earners = {
  by: (costs: string, by: string, tiers: string | undefined) =>
    queryOptions({
      queryKey: ['costs', 'by', costs, by, tiers],
      queryFn: () => unwrap(client.GET('/api/v1/profit', { params: { query: { costs, by, tiers } } })),
      placeholderData: keepPreviousData,
    }),
  belowCost: (costs: string, margin: number) =>
    queryOptions({
      queryKey: ['costs', 'below', costs, margin],
      queryFn: () =>
        unwrap(client.GET('/api/v1/profit/below-cost', { params: { query: { costs, margin } } })),
      placeholderData: keepPreviousData,
    }),
  curves: (costs: string) =>
    queryOptions({
      queryKey: ['costs', 'curves', costs],
      queryFn: () => unwrap(client.GET('/api/v1/profit/curves', { params: { query: { costs } } })),
    }),
  loss: (costs: string, who: Lost) =>
    queryOptions({
      queryKey: ['costs', 'loss', costs, who],
      queryFn: () => unwrap(client.GET('/api/v1/profit/loss', { params: { query: { costs, ...who } } })),
    }),
};
