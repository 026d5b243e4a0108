import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { client, unwrap } from './client';
import type { components } from './schema';

type Schemas = components['schemas'];

export type AcquisitionLine = Schemas['AcquisitionLine'];
export type AcquisitionView = Schemas['AcquisitionView'];
export type EarningCohort = Schemas['EarningCohort'];
export type EarningTriangle = Schemas['EarningTriangle'];
export type PriceRow = Schemas['PriceRow'];
export type PriceView = Schemas['PriceView'];
export type ProfitForecastView = Schemas['ProfitForecastView'];
export type ProfitCustomer = Schemas['ProfitCustomer'];

/** What a forecast of gross profit asks for. */
export interface ProfitQuery {
  period: string;
  periods: number;
  recency: boolean;
  customer?: string;
  group?: string;
  backtest?: boolean;
}

/** What customers cost to win, how they answer to prices, and what they are forecast to bring. */
export const earning = {
  acquisition: () =>
    queryOptions({ queryKey: ['acquisition'], queryFn: () => unwrap(client.GET('/api/v1/acquisition')) }),
  price: (by: string) =>
    queryOptions({
      queryKey: ['price', by],
      queryFn: () => unwrap(client.GET('/api/v1/price', { params: { query: { by, limit: 50 } } })),
      placeholderData: keepPreviousData,
    }),
  profit: (query: ProfitQuery) =>
    queryOptions({
      queryKey: ['profit-forecast', query],
      queryFn: () => unwrap(client.GET('/api/v1/forecast/profit', { params: { query } })),
      placeholderData: keepPreviousData,
      retry: false,
    }),
};
