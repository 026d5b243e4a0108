import type { ComponentType } from 'react';
import { SeenTile } from '../../components/seen-tile';
import { AcquisitionTile } from './acquisition-tile';
import { CustomerForecastTile } from './customer-forecast-tile';
import { EarningCohortsTile } from './earning-cohorts-tile';
import { PriceTile } from './price-tile';
import { ProfitForecastTile } from './profit-forecast-tile';

/** The tiles with their ids, in order, and about how tall they will be. */
const TILES: [string, number, ComponentType][] = [
  ['profit-acquisition', 440, AcquisitionTile],
  ['profit-cohorts', 440, EarningCohortsTile],
  ['profit-forecast', 560, ProfitForecastTile],
  ['profit-customer-forecast', 420, CustomerForecastTile],
  ['profit-price', 560, PriceTile],
];

/** What can be said of earning without costs to serve: winning, keeping, prices, and what is ahead. */
export function EarningTiles() {
  return TILES.map(([id, height, Tile]) => (
    <SeenTile key={id} id={id} height={height} wide>
      <Tile />
    </SeenTile>
  ));
}
