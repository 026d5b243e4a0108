// Somebody writes down what was spent, sees where it goes, keeps it, reads a customer's statement and turns the view.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask, base, downloaded, withBrowser } from './browser.mjs';

const { open } = withBrowser();

/** Costs that fit any portfolio: shares alone, nothing that could be over its capacity. */
const COSTS = (year) => `id = "browser"
name = { en = "Costs of the browser", zh = "浏览器成本" }
from = "${year}-01-01"
to = "${year}-12-31"
[[resource]]
id = "wages"
name = { en = "Wages", zh = "工资" }
amount = 9000
behaviour = "shared"
to = { office = 1 }
[[resource]]
id = "freight"
name = { en = "Freight", zh = "运费" }
amount = 1000
behaviour = "incremental"
driver = "orders"
[[department]]
id = "office"
name = { en = "Office", zh = "办公室" }
to = { ordering = 2, board = 1 }
[[activity]]
id = "ordering"
name = { en = "Taking orders", zh = "接单" }
driver = "orders"
[[activity]]
id = "board"
driver = "revenue"
`;

async function forget() {
  for (const { id } of await ask('/costs')) {
    const answer = await fetch(`${base}/api/v1/costs/${id}`, { method: 'DELETE' });
    assert.ok(answer.ok, `${id} is removed`);
  }
}

test('costs are written, checked line by line, kept, and read customer by customer', async () => {
  await forget();
  const reader = await open();
  const { page } = reader;
  await reader.go('/profit');
  await page.getByRole('button', { name: 'Begin with an example' }).click();
  const text = page.getByRole('textbox', { name: 'Text of the costs' });
  const year = /from = "(\d{4})/.exec(await text.inputValue())?.[1];
  assert.ok(year, 'the example is for a year');

  // A mistake is said with its line, and cannot be kept.
  await text.fill(COSTS(year).replace('to = { office = 1 }', 'to = { offise = 1 }'));
  await page.locator('.editor-state.problem', { hasText: 'Line 5:' }).waitFor();
  assert.ok(await page.getByRole('button', { name: 'Save as a new version' }).isDisabled());
  await text.fill(COSTS(year));
  await page.locator('.editor-state', { hasText: 'The costs fit' }).waitFor();
  await page.getByRole('button', { name: 'Save as a new version' }).click();
  await page.getByText('Saved: the costs are at version 1').waitFor();

  // The page and the server say the same, and the parts are the whole.
  const { costed } = await ask('/costs/browser/profit');
  assert.equal(costed.report.entered.full, 10_000);
  assert.ok(Math.abs(costed.report.customers.full - 10_000) < 1e-6);
  const first = costed.best_full[0];
  const statement = await reader.seen('profit-statement');
  await statement.getByRole('button', { name: /Taking orders/ }).click();
  await statement.getByText('from Office').waitFor();
  const { statement: own } = await ask(`/costs/browser/statement?customer=${first.customer_id}`);
  assert.ok(Math.abs(own.profit_full - first.profit_full) < 1e-6);
  const step = own.explanation.steps.find(({ id }) => id === 'ordering');
  assert.ok(Math.abs(step.volume * step.rate - step.cost) < 1e-9);

  // The other view counts freight alone.
  await page.getByText('Incremental', { exact: true }).first().click();
  await page.waitForURL(/view=incremental/);
  await page.locator('[data-tile=profit-flow]', { hasText: 'incremental cost alone' }).waitFor();
  const activities = page.locator('[data-tile=profit-activities] tbody tr');
  assert.match((await activities.first().textContent()) ?? '', /Freight.*1,000/);

  // Another customer is read from the list of those who lose.
  await page.getByText('Last', { exact: true }).click();
  const last = costed.worst_full[0];
  await page.locator('[data-tile=profit-views] tbody button').first().click();
  await page.waitForURL((url) => url.searchParams.get('customer') === last.customer_id);

  const file = await downloaded(page, () => page.getByRole('button', { name: 'XLSX with formulas' }).click());
  assert.equal(file.name, 'browser.xlsx');
  assert.equal(file.data.subarray(0, 2).toString(), 'PK');
  await reader.close();
});

test('a second version is read in Chinese, on a narrow screen, and the customer page has the statement', async () => {
  const reader = await open({ language: 'zh', width: 390, height: 844, theme: 'dark' });
  const { page } = reader;
  await reader.go('/profit');
  await page.getByRole('button', { name: '编辑成本' }).click();
  const text = page.getByRole('textbox', { name: '成本文本' });
  await text.fill((await text.inputValue()).replace('amount = 1000', 'amount = 3000'));
  await page.locator('.editor-state', { hasText: '成本可用' }).waitFor();
  await page.getByRole('button', { name: '保存为新版本' }).click();
  await page.getByText('已保存：成本为版本 2').waitFor();
  assert.equal((await ask('/costs/browser/profit')).costed.report.entered.full, 12_000);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  assert.ok(wide <= 0, 'nothing is wider than the screen');
  const id = (await ask('/costs/browser/profit')).costed.best_full[0].customer_id;
  await reader.go(`/customers/${encodeURIComponent(id)}`);
  await page.locator('[data-tile=customer-profit]', { hasText: '接单' }).waitFor();
  await forget();
  await reader.go('/profit');
  await page.getByRole('button', { name: '从示例开始' }).waitFor();
  await reader.close();
});
