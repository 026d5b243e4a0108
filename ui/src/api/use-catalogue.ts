import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { queries } from './queries';
import type { CatalogueView, Measure } from './types';

/** The catalogue with its measures by id. */
export function useCatalogue() {
  const { data } = useQuery(queries.catalogue());
  return useMemo(() => {
    const catalogue: CatalogueView = data ?? { measures: [], attributes: [], analyses: [] };
    const byId = new Map<string, Measure>(catalogue.measures.map((measure) => [measure.id, measure]));
    return { ...catalogue, loaded: data !== undefined, measure: (id: string) => byId.get(id) };
  }, [data]);
}

export type Catalogue = ReturnType<typeof useCatalogue>;
