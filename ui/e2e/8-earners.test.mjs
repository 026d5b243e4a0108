// Somebody divides profit, looks for customers below cost, and asks what a loss would cost.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask, base, withBrowser } from './browser.mjs';

const { open } = withBrowser();

const COSTS = (from, to) => `id = "earners"
name = { en = "Costs of the earners", zh = "盈利成本" }
from = "${from}"
to = "${to}"
[[resource]]
id = "packing"
amount = 900
behaviour = "incremental"
driver = "orders"
[[resource]]
id = "rent"
amount = 300
behaviour = "shared"
to = { office = 1 }
[[activity]]
id = "office"
driver = "lines"
`;

async function forget() {
  for (const { id } of await ask('/costs')) {
    const answer = await fetch(`${base}/api/v1/costs/${id}`, { method: 'DELETE' });
    assert.ok(answer.ok, `${id} is removed`);
  }
}

test('profit is divided in both views, and a loss is worked out', async () => {
  await forget();
  const example = (await ask('/costs/example')).text;
  const year = /from = "(\d{4})/.exec(example)?.[1];
  assert.ok(year);
  const kept = await fetch(`${base}/api/v1/costs`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ text: COSTS(`${year}-01-01`, `${year}-12-31`) }),
  });
  assert.ok(kept.ok, await kept.text());
  const reader = await open();
  const { page } = reader;
  const asked = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await reader.go('/profit');
  for (const far of ['/profit/loss', '/price', '/forecast/profit', '/acquisition'])
    assert.ok(!asked.includes(`/api/v1${far}`), `${far} is asked for before its tile is in view`);
  const table = (await reader.seen('profit-by')).locator('table').first();
  await table.getByRole('columnheader', { name: 'Incremental', exact: true }).waitFor();
  const { profit } = await ask('/profit?by=tier');
  const rows = profit.rows.reduce((sum, row) => sum + row.incremental.profit, 0);
  assert.ok(Math.abs(rows - profit.total.incremental.profit) < 1e-3, 'rows are the whole');
  assert.ok(profit.rows.every((row) => row.incremental.profit >= row.full.profit));
  await (await reader.seen('profit-curves')).locator('canvas').waitFor();

  const loss = await reader.seen('profit-loss');
  await loss.getByText('a customer', { exact: true }).click();
  const { profit: customers } = await ask('/profit?by=customer&limit=1');
  const best = customers.rows[0];
  await loss.getByLabel('Customer id').fill(best.id);
  await loss.getByLabel('Customer id').press('Enter');
  await loss.getByText('Shared cost that stays').waitFor();
  const { loss: found } = await ask(`/profit/loss?customer=${best.id}`);
  assert.ok(Math.abs(found.profit_lost - best.incremental.profit) < 1e-3);
  await reader.seen('profit-price');
  assert.ok(asked.includes('/api/v1/price'), 'prices are asked for once their tile is in view');
  await forget();
  await reader.close();
});
