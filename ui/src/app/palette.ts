import type { Mode } from './theme-mode';

/** Colours by role; the same names are custom properties in `style.css`. */
export interface Palette {
  ground: string;
  surface: string;
  ink: string;
  muted: string;
  faint: string;
  line: string;
  accent: string;
  accentSoft: string;
  attention: string;
  loss: string;
  /** history or a comparison, beside the accent */
  quiet: string;
}

const LIGHT: Palette = {
  ground: '#f5f6f3',
  surface: '#ffffff',
  ink: '#17211f',
  muted: '#5a6865',
  faint: '#6f7b78',
  line: '#e2e6e2',
  accent: '#0f766e',
  accentSoft: '#dcedea',
  attention: '#b45f06',
  loss: '#b3261e',
  quiet: '#a9b4b1',
};

const DARK: Palette = {
  ground: '#0d1312',
  surface: '#141c1a',
  ink: '#e4eae8',
  muted: '#98a6a3',
  faint: '#7f8d8a',
  line: '#25302e',
  accent: '#3fb5a6',
  accentSoft: '#16332f',
  attention: '#e5a13c',
  loss: '#ef7a70',
  quiet: '#56645f',
};

/** Colours of a mode. */
export function palette(mode: Mode): Palette {
  return mode === 'dark' ? DARK : LIGHT;
}

// Tuned from the Okabe-Ito and Tol sets: readable on both grounds, ordered so that neighbours differ in
// lightness as well as hue. Best labels first, the last ones are greys: what is lost recedes.
const CATEGORIES = [
  '#0f8a7e',
  '#3d7fc4',
  '#62b6d9',
  '#9a7fd1',
  '#c98bbd',
  '#d9b84a',
  '#e08e2b',
  '#cf6a3c',
  '#b5484d',
  '#8c8f99',
  '#6b7280',
  '#a88f6a',
];

/** Those that are no greys. */
const HUES = CATEGORIES.filter((color) => color !== '#8c8f99' && color !== '#6b7280');

/** Of what has no label: it is no category. */
export const UNLABELLED = '#b3b7bf';

const FEW: Record<number, string[]> = {
  2: ['#0f8a7e', '#e08e2b'],
  3: ['#0f8a7e', '#d9b84a', '#8c8f99'],
  4: ['#0f8a7e', '#3d7fc4', '#d9b84a', '#8c8f99'],
};

/** Labels whose colour says something: alerts warn. */
const TOLD: Record<string, Record<string, string>> = {
  value_alert: { clear: '#b5484d', 'within-range': '#e08e2b', early: '#d9b84a', none: '#8c8f99' },
  nps_class: { promoter: '#0f8a7e', passive: '#b3b7bf', detractor: '#cf6a3c' },
};

/** What a scheme leaves over. */
const REST = ['(rest)', 'rest', 'other', 'others'];

/**
 * Colour of a label of a scheme, among all labels of it; the same in light and dark and on every page. Labels of the
 * program go by their place, which never changes; those of a portfolio by scheme and id, so that a label keeps its colour
 * when others are added or moved. Where two would share one, the later by id takes the next that is free.
 */
export function labelColor(scheme: string, label: string, labels: readonly string[]): string {
  const told = TOLD[scheme]?.[label];
  if (told) return told;
  const own = scheme.startsWith('scheme.') || scheme.startsWith('card.');
  const index = labels.indexOf(label);
  if (!own) return index < 0 ? UNLABELLED : categoryColor(index, labels.length);
  if (label === '' || REST.includes(label)) return UNLABELLED;
  const taken = new Map<number, string>();
  const ids = [...new Set([...labels, label])].filter((id) => !REST.includes(id)).sort();
  for (const id of ids) {
    let place = mixed(`${scheme}:${id}`) % HUES.length;
    // more labels than colours: they share
    for (let step = 0; taken.has(place) && step < HUES.length; step += 1) place = (place + 1) % HUES.length;
    if (id === label) return HUES[place] ?? UNLABELLED;
    taken.set(place, id);
  }
  return UNLABELLED;
}

/** FNV-1a of a text. */
function mixed(text: string): number {
  let hash = 0x811c9dc5;
  for (const sign of text) hash = Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  // the last bits of FNV are weak in short texts
  return (hash ^ (hash >>> 15)) >>> 0;
}

/** Colour of the part at `index` of `total`. */
export function categoryColor(index: number, total: number): string {
  const few = FEW[total];
  if (few) return few[index] ?? '#8c8f99';
  return CATEGORIES[((index % CATEGORIES.length) + CATEGORIES.length) % CATEGORIES.length] ?? '#8c8f99';
}

/** `share` of the way from the surface to the accent, for heat maps of one quantity. */
export function heat(share: number, mode: Mode): string {
  const from = mode === 'dark' ? [26, 38, 36] : [238, 245, 243];
  const to = mode === 'dark' ? [72, 196, 179] : [12, 105, 97];
  const part = Math.min(1, Math.max(0, share));
  const mix = from.map((low, i) => Math.round(low + ((to[i] ?? low) - low) * part));
  return `rgb(${mix.join(', ')})`;
}

/** Ink that can be read on a category colour. */
export function inkOn(color: string): string {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255);
  const linear = (part: number) => (part <= 0.04 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b) > 0.32 ? '#17211f' : '#ffffff';
}

/** Ink that can be read on `heat(share)`. */
export function heatInk(share: number, mode: Mode): string {
  if (mode === 'dark') return share > 0.6 ? '#06231f' : '#dfe8e5';
  return share > 0.6 ? '#ffffff' : '#17211f';
}
