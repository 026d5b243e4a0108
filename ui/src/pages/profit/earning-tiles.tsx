import { AcquisitionTile } from './acquisition-tile';
import { CustomerForecastTile } from './customer-forecast-tile';
import { EarningCohortsTile } from './earning-cohorts-tile';
import { PriceTile } from './price-tile';
import { ProfitForecastTile } from './profit-forecast-tile';

/** What can be said of earning without costs to serve: winning, keeping, prices, and what is ahead. */
export function EarningTiles() {
  return (
    <>
      <AcquisitionTile />
      <EarningCohortsTile />
      <ProfitForecastTile />
      <CustomerForecastTile />
      <PriceTile />
    </>
  );
}
