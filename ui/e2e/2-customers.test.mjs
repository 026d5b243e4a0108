// A reader filters, sorts, opens a customer, changes language, and takes the whole list away.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask, downloaded, withBrowser } from './browser.mjs';

const { open } = withBrowser();
const count = (text) => Number(text.replaceAll(/[^\d]/g, ''));

/** `1–50 of 1,234` -> 1234 */
const total = async (page) => {
  const text = (await page.locator('.pager span', { hasText: ' of ' }).first().textContent()) ?? '';
  return count(text.split('of')[1] ?? '');
};

test('a filter narrows the table, lives in the address and survives a reload', async () => {
  const reader = await open();
  const { page } = reader;
  await reader.go('/customers');
  const all = await total(page);
  assert.equal(all, (await ask('/status')).current_run.customers);

  await page.locator('.filter-add').click();
  await page.getByPlaceholder('Find a measure').fill('orders');
  await page.locator('.filter-fields li button', { hasText: 'Orders' }).first().click();
  await page.getByLabel('from', { exact: true }).fill('3');
  await page.getByRole('button', { name: 'Apply' }).click();
  await page.waitForURL(/f=orders:ge:3/);
  await page.waitForFunction(
    (before) => !document.querySelector('.pager')?.textContent?.includes(before),
    ` of ${all.toLocaleString('en-GB')}`,
  );
  const some = await total(page);
  assert.equal(some, (await ask('/customers?columns=orders&f=orders:ge:3&limit=1')).total);
  assert.ok(some > 0 && some < all);

  await page.reload();
  await page.locator('.filter-chip', { hasText: '≥ 3' }).waitFor();
  await page.locator('.pager').waitFor();
  assert.equal(await total(page), some);

  await page.getByRole('link', { name: 'Overview' }).click();
  await page.locator('.filter-chip', { hasText: '≥ 3' }).waitFor();
  await reader.close();
});

test('pages go forth and back without a customer twice', async () => {
  const reader = await open();
  const { page } = reader;
  await reader.go('/customers');
  const ids = () => page.locator('.data-table .cell-link').allTextContents();
  const all = await total(page);
  const first = await ids();
  assert.equal(first.length, Math.min(50, all));
  if (all > 50) {
    await page.getByRole('button', { name: 'Next' }).click();
    await page.locator('.pager span', { hasText: /^51/ }).waitFor();
    const second = await ids();
    assert.deepEqual(
      second.filter((id) => first.includes(id)),
      [],
    );
    await page.getByRole('button', { name: 'Back', exact: true }).click();
    await page.locator('.pager span', { hasText: /^1–/ }).waitFor();
    assert.deepEqual(await ids(), first);
  }
  await reader.close();
});

test('a customer opens beside the table with the value the table shows', async () => {
  const reader = await open();
  const { page } = reader;
  await reader.go('/customers?columns=customer_id,customer_value');
  const [best] = (await ask('/customers?columns=customer_value&sort=-customer_value&limit=1')).rows;
  await page.getByRole('button', { name: String(best[0]), exact: true }).click();
  await page.waitForURL(/open=/);
  const drawer = page.locator('.ant-drawer');
  await drawer.locator('.figure-value').first().waitFor();
  const { values } = await ask(`/customers/${encodeURIComponent(best[0])}`);
  assert.equal(values.customer_value, best[1]);
  await drawer.getByRole('button', { name: 'Close' }).click();
  await page.waitForURL((url) => !url.search.includes('open='));
  await reader.close();
});

test('another language changes every word and stays', async () => {
  const reader = await open();
  const { page } = reader;
  await reader.go('/customers');
  await page.locator('.language-button').click();
  await page.getByRole('link', { name: '客户清单' }).waitFor();
  await page.reload();
  await page.getByRole('link', { name: '客户清单' }).waitFor();
  assert.equal(await page.locator('html').getAttribute('lang'), 'zh-CN');
  await reader.close();
});

for (const [format, begins] of [
  ['CSV', 'customer_id'],
  ['XLSX', 'PK'],
  ['Parquet', 'PAR1'],
]) {
  test(`the whole base leaves as ${format}`, async () => {
    const reader = await open();
    const { page } = reader;
    await reader.go('/customers?columns=customer_id,customer_value,rfm_segment');
    await page.getByRole('button', { name: 'Export' }).click();
    const file = await downloaded(page, () =>
      page.getByRole('menuitem', { name: `All rows as ${format}` }).click(),
    );
    assert.ok(file.name.endsWith(`.${format.toLowerCase()}`), file.name);
    const head = file.data.toString('utf8', 0, 64).replace('\uFEFF', '');
    if (format === 'CSV') {
      const lines = file.data.toString('utf8').trimEnd().split(/\r?\n/);
      assert.equal(lines.length - 1, await total(page));
      assert.equal(lines[0].split(',').length, 3);
    } else assert.ok(head.startsWith(begins), head.slice(0, 12));
    await reader.close();
  });
}

test('a tile leaves as CSV and as a picture', async () => {
  const reader = await open();
  const { page } = reader;
  await reader.go('/');
  const tile = page.locator('[data-tile=overview-concentration]');
  await tile.locator('canvas').first().waitFor();
  const save = async (kind) => {
    await tile.getByRole('button', { name: 'Export' }).click();
    return downloaded(page, () => page.getByRole('menuitem', { name: kind }).click());
  };
  const { pareto } = await ask('/overview');
  const table = await save('CSV');
  assert.equal(table.data.toString('utf8').trimEnd().split('\r\n').length - 1, pareto.length);
  const picture = await save('PNG');
  assert.deepEqual([...picture.data.subarray(1, 4)], [...Buffer.from('PNG')]);
  await reader.close();
});

test('charts come although a text of the page comes late', async () => {
  const reader = await open();
  const { page } = reader;
  await page.route('**/assets/decisions-*.js', async (route) => {
    await new Promise((done) => setTimeout(done, 2000));
    await route.continue();
  });
  await reader.go('/');
  await page.locator('[data-tile=overview-concentration] canvas').first().waitFor();
  await reader.close();
});

test('the valuation leaves as a report to read and as a workbook', async () => {
  const reader = await open();
  const { page } = reader;
  await reader.go('/');
  const save = async (kind) => {
    await page.getByRole('button', { name: 'Report' }).click();
    return downloaded(page, () => page.getByRole('menuitem', { name: kind }).click());
  };
  const text = (await save('HTML')).data.toString('utf8');
  const run = (await ask('/status')).current_run;
  assert.match(text, /<html/i);
  assert.ok(text.includes(run.as_of), 'the report names the valuation date');
  assert.ok(!/(src|href)=["']https?:/i.test(text), 'the report opens without network');
  const book = await save('XLSX');
  assert.equal(book.data.toString('latin1', 0, 2), 'PK');
  await reader.close();
});
