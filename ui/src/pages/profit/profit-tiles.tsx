import type { ComponentType } from 'react';
import type { CostedView } from '../../api/costs';
import { ActivitiesTile } from './activities-tile';
import { BelowCostTile } from './below-cost-tile';
import { ByTile } from './by-tile';
import { CapacityTile } from './capacity-tile';
import { CurvesTile } from './curves-tile';
import { FlowTile } from './flow-tile';
import { LossTile } from './loss-tile';
import { OpenTile } from './open-tile';
import { StatementTile } from './statement-tile';
import { ViewsTile } from './views-tile';

/** Which cost is shown: all that customers cause, or what their volume adds. */
export type ProfitView = 'full' | 'incremental';

/** What every tile of the page is given. */
export interface ProfitTileProps {
  /** id of the costs */
  id: string;
  costed: CostedView;
  view: ProfitView;
}

/** A tile of the page. */
interface PlacedTile {
  Tile: ComponentType<ProfitTileProps>;
  /** of a tile that asks the server: its id, and about how tall it will be */
  asks?: { id: string; height: number };
}

/** The tiles of the page, in order. */
export const PROFIT_TILES: PlacedTile[] = [
  { Tile: FlowTile },
  { Tile: ByTile, asks: { id: 'profit-by', height: 560 } },
  { Tile: ViewsTile },
  { Tile: CurvesTile, asks: { id: 'profit-curves', height: 480 } },
  { Tile: BelowCostTile, asks: { id: 'profit-below-cost', height: 480 } },
  { Tile: LossTile, asks: { id: 'profit-loss', height: 280 } },
  { Tile: StatementTile, asks: { id: 'profit-statement', height: 560 } },
  { Tile: ActivitiesTile },
  { Tile: CapacityTile },
  { Tile: OpenTile },
];
