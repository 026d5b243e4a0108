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

/** The tiles of the page, in order. */
export const PROFIT_TILES: ComponentType<ProfitTileProps>[] = [
  FlowTile,
  ByTile,
  ViewsTile,
  CurvesTile,
  BelowCostTile,
  LossTile,
  StatementTile,
  ActivitiesTile,
  CapacityTile,
  OpenTile,
];
