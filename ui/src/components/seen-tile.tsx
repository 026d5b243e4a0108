import { createContext, type ReactNode, useContext } from 'react';
import { useHiddenTiles } from './hidden-tiles';
import { useSeen } from './use-seen';
import './tile.css';

/** Head and edges of a tile, in pixels. */
const FRAME_PX = 72;

/** Height of a tile that is on its way. */
const TileHeight = createContext(192);

interface SeenTileProps {
  /** id of the tile */
  id: string;
  /** about how tall it will be, in pixels */
  height: number;
  wide?: boolean;
  children: ReactNode;
}

/** A tile that asks for nothing before it comes into view; until then its place is kept. */
export function SeenTile({ id, height, wide, children }: SeenTileProps) {
  const [hidden] = useHiddenTiles();
  const [element, seen] = useSeen();
  if (seen) return <TileHeight.Provider value={height}>{children}</TileHeight.Provider>;
  if (hidden.includes(id)) return null;
  return (
    <section
      ref={element}
      className={wide ? 'tile tile-wide' : 'tile'}
      data-tile={id}
      aria-busy="true"
      style={{ minHeight: height }}
    />
  );
}

/** What a tile shows while its figures are on their way: as tall as they will be, so that nothing below moves. */
export function TileBone() {
  const height = useContext(TileHeight);
  return <div className="bone" aria-busy="true" style={{ height: height - FRAME_PX }} />;
}
