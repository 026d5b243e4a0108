import { createContext } from 'react';

/** Where a chart leaves the way to make a picture of itself; null takes it back. */
export const TilePicture = createContext<((draw: (() => string) | null) => void) | null>(null);
