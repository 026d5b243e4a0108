import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const src = join(import.meta.dirname, '..');

/** Keys of one language with plural endings taken off, and their texts. */
function texts(language: string): Map<string, string[]> {
  const all = new Map<string, string[]>();
  for (const file of readdirSync(join(src, 'i18n', language))) {
    const walk = (value: unknown, key: string) => {
      if (typeof value === 'string') {
        const plain = key.replace(/_(one|other)$/, '');
        all.set(plain, [...(all.get(plain) ?? []), value]);
      } else
        for (const [name, part] of Object.entries(value as object)) walk(part, key ? `${key}.${name}` : name);
    };
    const data: unknown = JSON.parse(readFileSync(join(src, 'i18n', language, file), 'utf8'));
    const space = file.replace('.json', '');
    for (const [name, part] of Object.entries(data as object)) walk(part, `${space}:${name}`);
  }
  return all;
}

/** Source of every page and part. */
function code(): string {
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.test.ts') && !file.endsWith('schema.ts'))
    .map((file) => readFileSync(join(src, file), 'utf8'))
    .join('\n');
}

const english = texts('en');
const chinese = texts('zh');
const source = code();
const spaces = [...new Set([...english.keys()].map((key) => key.split(':')[0]))].join('|');
const literal = new Set(
  [...source.matchAll(new RegExp(`'((?:${spaces}):[\\w.-]+)'`, 'g'))].map((match) => match[1]),
);
// `parts:stage.${stage}`: every key with this beginning counts as used.
const begun = [...source.matchAll(new RegExp(`\`((?:${spaces}):[\\w.-]*)\\$\\{`, 'g'))].map(
  (match) => match[1] ?? '',
);

describe('texts', () => {
  it('has the same keys in both languages', () => {
    expect([...chinese.keys()].sort()).toEqual([...english.keys()].sort());
  });
  it('names the same values in both languages', () => {
    const named = (list: string[] | undefined) =>
      [
        ...new Set((list ?? []).flatMap((text) => [...text.matchAll(/{{(\w+)}}/g)].map((match) => match[1]))),
      ].sort();
    // English may say "one customer" without the number, never the other way round.
    for (const [key, list] of chinese)
      expect(named(english.get(key)), key).toEqual(expect.arrayContaining(named(list)));
  });
  it('has no key that nobody uses', () => {
    const unused = [...english.keys()].filter(
      (key) => !literal.has(key) && !begun.some((start) => start !== '' && key.startsWith(start)),
    );
    expect(unused).toEqual([]);
  });
  it('has every key that is used', () => {
    expect([...literal].filter((key) => key !== undefined && !english.has(key))).toEqual([]);
    expect(begun.filter((start) => ![...english.keys()].some((key) => key.startsWith(start)))).toEqual([]);
  });
  it('is Chinese where it should be', () => {
    const foreign = [...chinese]
      .filter(([, list]) => !list.some((text) => /\p{Script=Han}/u.test(text.replaceAll(/{{\w+}}/g, ''))))
      .map(([key]) => key);
    // Names of models and formulas, and texts that are only values.
    const same = [
      'app:tab',
      'app:language',
      'accounts:bar.part',
      'lifetime-value:contestant.bg-nbd',
      'lifetime-value:contestant.mbg-nbd',
      'lifetime-value:contestant.nbd',
      'lifetime-value:contestant.bg-cnbd-k',
      'lifetime-value:contestant.mbg-cnbd-k',
      'lifetime-value:contestant.pareto-nbd',
      'lifetime-value:contestant.ggompertz-nbd',
      'lifetime-value:contestant.bg-bb',
      'lifetime-value:contestant.gamma-gamma',
      'lifetime-value:beside.bic',
      'lifetime-value:contestants.rmse',
      'lifetime-value:contestants.mae',
      'lifetime-value:season.and',
      'lifetime-value:season.left',
      'lifetime-value:tournament.and',
      'lifetime-value:tournament.pit_distance',
      'lifetime-value:tournament.rmse',
      'lifetime-value:money.rmse',
      'parts:filter.comma',
      'voice:association.and',
      'voice:interval',
      'voice:sentence.end',
      'voice:sentence.join',
      'parts:filter.say.is',
      'parts:filter.say.ge',
      'parts:filter.say.le',
    ];
    expect(foreign.filter((key) => !same.includes(key))).toEqual([]);
  });
});
