// A reader brings a file, values the customers and finds one of them with the value that the file gives it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask, withBrowser } from './browser.mjs';
import { makeOrders } from './orders.mjs';

const { open } = withBrowser();
const stamp = `T${Date.now().toString(36)}`;
const orders = makeOrders(stamp);
const count = (text) => Number(text.replaceAll(/[^\d]/g, ''));

/** Answers whatever must not be guessed. */
async function answer(page) {
  for (const question of await page.locator('.questions fieldset').all()) {
    const radio = question.locator('input[type=radio]');
    if ((await radio.count()) > 0) await radio.first().check();
    else {
      await question.locator('.ant-select').click();
      await page.keyboard.type('UTC');
      await page.keyboard.press('Enter');
    }
  }
}

async function bring(page, name, text) {
  await page
    .locator('input[type=file]')
    .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
  await page.locator('.mapping-fields').waitFor();
  await answer(page);
  await page.getByRole('button', { name: 'Check', exact: true }).click();
  await page.getByRole('button', { name: /^Import .* rows?$/ }).waitFor({ timeout: 60_000 });
}

test('imports a file with one bad row, values it, finds a customer', async () => {
  const reader = await open();
  const { page } = reader;
  await reader.go('/data/import?table=orders');
  const bad = `${stamp}-61,2023-05-05,${stamp}-bad,twelve\n`;
  await bring(page, 'orders.csv', orders.text + bad);

  const parts = page.locator('.row-parts dd:first-of-type');
  const [read, loaded, aside] = (await parts.allTextContents()).map(count);
  assert.deepEqual([read, loaded, aside], [orders.rows.length + 1, orders.rows.length, 1]);
  assert.match((await page.locator('.check-step .plain-table').last().textContent()) ?? '', /twelve/);

  await page.getByRole('button', { name: /^Import .* rows?$/ }).click();
  await page.getByRole('button', { name: 'Value the customers now' }).click({ timeout: 60_000 });
  await page.getByRole('button', { name: 'See the result' }).click({ timeout: 120_000 });
  await page.locator('.figure').first().waitFor();

  const id = `${stamp}-07`;
  const said = orders.of(id);
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill(id);
  await page.getByRole('option', { name: id }).waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL(`**/customers/${id}`);
  const figures = page.locator('[data-tile=customer-measures]');
  const cell = (name) =>
    figures.locator('dl > div', { has: page.getByText(name, { exact: true }) }).locator('dd');
  const { measures } = await ask('/catalogue');
  const label = (measure) => measures.find((item) => item.id === measure).label.en;
  assert.equal(count((await cell(label('orders')).textContent()) ?? ''), said.orders);
  const revenue = said.revenue.toLocaleString('en-GB', { minimumFractionDigits: 2 });
  assert.ok((await cell(label('revenue')).textContent())?.startsWith(revenue), `revenue is ${revenue}`);
  await reader.close();
});

test('lists the row that was put aside, and undoes an import', async () => {
  const reader = await open();
  const { page } = reader;
  await reader.go('/data?tab=quarantine');
  await page.getByRole('cell', { name: 'twelve' }).first().waitFor();

  const before = (await ask('/status')).tables.orders;
  await reader.go('/data/import?table=orders');
  await bring(page, 'more.csv', makeOrders(`${stamp}u`).text);
  await page.getByRole('button', { name: /^Import .* rows?$/ }).click();
  await page.getByRole('button', { name: 'Import another file' }).waitFor({ timeout: 60_000 });
  assert.equal((await ask('/status')).tables.orders, before + orders.rows.length);

  await reader.go('/data');
  await page.locator('.stale-bar').waitFor();
  await page.getByRole('button', { name: 'Undo' }).first().click();
  await page.locator('.ant-popconfirm').getByRole('button', { name: 'Undo' }).click();
  await page.getByText('undone', { exact: true }).first().waitFor();
  assert.equal((await ask('/status')).tables.orders, before);
  await reader.close();
});
