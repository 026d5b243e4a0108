import { labelColor } from '../../app/palette';

const CLASSES = ['promoter', 'passive', 'detractor'] as const;

/** Colour of a class of the pleased and displeased by its place, the best first: of every questionnaire the same. */
export function classColor(place: number, total: number): string {
  const known = place === 0 ? 'promoter' : place === total - 1 ? 'detractor' : 'passive';
  return labelColor('nps_class', known, CLASSES);
}
