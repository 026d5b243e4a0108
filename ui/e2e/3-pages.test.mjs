// Every page stands at both widths, in both languages and colours, without a complaint and without sideways scrolling.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask, withBrowser } from './browser.mjs';

const { open } = withBrowser();
const PATHS = [
  '/',
  '/customers',
  '/segments',
  '/segments?scheme=abc_class',
  '/lifetime-value',
  '/profit',
  '/voice',
  '/accounts',
  '/accounts?tab=roster',
  '/accounts?tab=tasks',
  '/data',
  '/data?tab=valuations',
  '/data/import',
  '/settings',
];
const READERS = [
  { width: 1440, language: 'en', theme: 'light' },
  { width: 1440, language: 'zh', theme: 'dark' },
  { width: 390, height: 844, language: 'zh', theme: 'light' },
  { width: 390, height: 844, language: 'en', theme: 'dark' },
];

for (const choice of READERS) {
  test(`pages at ${choice.width} px, ${choice.language}, ${choice.theme}`, async () => {
    const reader = await open(choice);
    const { page } = reader;
    const best = (await ask('/customers?columns=customer_value&limit=1&sort=-customer_value')).rows[0][0];
    for (const path of [...PATHS, `/customers/${encodeURIComponent(best)}`]) {
      await reader.go(path);
      const wide = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      assert.ok(wide <= 0, `${path} is ${wide} px too wide`);
      // Texts that were forgotten show as their keys.
      const body = (await page.locator('body').textContent()) ?? '';
      const keys = body.match(
        /\b(app|parts|accounts|change|decisions|overview|customers?|segments|schemes|data|import|settings|ways|lifetime-value|profit|earning|voice|heard):[a-z]\w*(\.\w+)*/g,
      );
      assert.equal(keys, null, `${path} shows keys of texts`);
      if (path === '/') await page.locator('.sentence b').first().waitFor();
    }
    await reader.close();
  });
}

test('the first words stand within a second', async () => {
  const reader = await open();
  const { page } = reader;
  // The best of three: what the pages cost, not what else the machine is doing.
  const times = [];
  for (let load = 0; load < 3; load += 1) {
    await reader.go('/');
    times.push(
      await page.evaluate(
        () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Infinity,
      ),
    );
  }
  assert.ok(Math.min(...times) < 1000, `first contentful paint after ${times.map(Math.round).join(', ')} ms`);
  await reader.close();
});

test('a hidden tile stays away until it is called back', async () => {
  const reader = await open();
  const { page } = reader;
  await reader.go('/');
  const tile = page.locator('[data-tile=overview-months]');
  await tile.getByRole('button', { name: 'Hide this tile' }).click();
  await page.reload();
  await page.locator('[data-tile=overview-abc]').waitFor();
  assert.equal(await tile.count(), 0);
  await page.getByRole('button', { name: 'Show one hidden tile' }).click();
  await tile.waitFor();
  await reader.close();
});

test('a label of the segments page leads to its customers', async () => {
  const reader = await open();
  const { page } = reader;
  await reader.go('/segments');
  const view = await ask('/segments/rfm_segment');
  const largest = [...view.labels].sort((a, b) => b.customers - a.customers)[0];
  await page.locator('.label-table').getByRole('link', { name: largest.label.en, exact: true }).click();
  await page.waitForURL(`**/customers?f=rfm_segment:is:${largest.id}`);
  await page.locator('.pager').waitFor();
  const text = (await page.locator('.pager span').first().textContent()) ?? '';
  assert.equal(Number(text.split('of')[1].replaceAll(/\D/g, '')), largest.customers);
  await reader.close();
});
