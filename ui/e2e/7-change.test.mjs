// A sales director values two days, sees who moved between them, whose value turns down, and why.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask, base, withBrowser } from './browser.mjs';

const { open } = withBrowser();

async function send(method, path, body) {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${base}/api/v1${path}`, { method, headers, body: JSON.stringify(body) });
  assert.ok(answer.ok, `${method} ${path} answers ${answer.status}`);
  return answer.json();
}

test('two valuations show who moved; a cell lists its customers', async () => {
  const reader = await open();
  const { page } = reader;
  await reader.go('/data?tab=valuations');
  const runs = await ask('/runs');
  const today = runs[0].as_of;
  const past = new Date(Date.parse(today) - 200 * 86_400_000).toISOString().slice(0, 10);
  const value = async (as_of) => {
    const job = await fetch(`${process.env.PATRON_URL}/api/v1/runs`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: process.env.PATRON_URL },
      body: JSON.stringify({ as_of }),
    }).then((response) => response.json());
    for (;;) {
      const { state } = await ask(`/jobs/${job.id}`);
      if (state !== 'running') return assert.equal(state, 'done');
      await new Promise((done) => setTimeout(done, 100));
    }
  };
  await value(past);
  await value(today);

  await reader.go('/segments?scheme=abc_class');
  const tile = page.locator('[data-tile=segments-movement]');
  await tile.locator('.movement-matrix button').first().waitFor();
  const { movement } = await ask('/movement/abc_class');
  assert.equal(movement.before.as_of, past);
  assert.equal(await tile.locator('.movement-matrix button').count(), movement.cells.length);
  const promoted = (await tile.locator('.movement-sums').textContent()) ?? '';
  assert.ok(promoted.includes(`${movement.promoted.customers} promoted`), promoted);

  const cell = movement.cells.find(({ from, to }) => from === 'A' && to === 'A');
  await tile
    .getByRole('row', { name: /^A / })
    .getByRole('button', { name: new RegExp(`^${cell.totals.customers} `) })
    .first()
    .click();
  const list = page.locator('.movers');
  await list.locator('tbody tr').first().waitFor();
  assert.equal(await list.locator('tbody tr').count(), Math.min(200, cell.totals.customers));
  await page.keyboard.press('Escape');

  await tile.getByText('Flow', { exact: true }).click();
  await tile.locator('canvas').waitFor();
  await page.locator('[data-tile=segments-label-changes] tbody tr').first().waitFor();
  await reader.close();
});

test('a value that turned down names its reason, and its parts add up', async () => {
  // Small falls count here, so that there are some to look at.
  await send('PUT', '/portfolio', { alert_drop: 0.01, alert_amount: 1 });
  let job = await send('POST', '/runs', {});
  while (job.state === 'running') {
    await new Promise((resolve) => setTimeout(resolve, 200));
    job = await ask(`/jobs/${job.id}`);
  }
  assert.equal(job.state, 'done');
  const reader = await open();
  const { page } = reader;
  await reader.go('/');
  const { alerts } = await ask('/alerts?limit=10');
  const tile = page.locator('[data-tile=overview-alerts]');
  assert.ok(alerts !== null && alerts.rows.length > 0, 'no alert to look at');
  const [first] = alerts.rows;
  const sum = first.parts.reduce((total, part) => total + part.change, 0);
  assert.ok(Math.abs(sum - first.change) <= 1e-9 * Math.abs(first.change), `${sum} is not ${first.change}`);
  const row = tile.locator('tbody tr').first();
  await row.waitFor();
  assert.ok(((await row.textContent()) ?? '').includes(first.name ?? first.customer_id));
  // The alert becomes a task with an owner and a day; here it is dropped again.
  await row.getByRole('button', { name: 'Make a task' }).click();
  const dialog = page.getByRole('dialog', { name: 'New task' });
  await dialog.getByLabel('Due').fill('2030-01-31');
  await dialog.getByLabel('Your name').fill('Li');
  await dialog.getByRole('button', { name: 'Add' }).click();
  await dialog.waitFor({ state: 'hidden' });
  const [task] = (await ask('/tasks')).tasks;
  assert.deepEqual(
    [task.customer_id, task.source.kind, task.source.of],
    [first.customer_id, 'alert', first.alert],
  );
  await send('POST', `/tasks/${task.id}`, { close: 'dropped', result: 'a test', by: 'Li' });
  await row.getByRole('link').click();
  const curve = page.locator('[data-tile=customer-value-history]');
  // A second table says what was billed.
  const parts = curve.locator('.value-change').first().locator('tbody tr');
  await parts.first().waitFor();
  const sizes = first.parts.map((part) => Math.abs(part.change));
  const shown = sizes.filter((size) => size > Math.max(...sizes) / 1000).length;
  assert.equal(await parts.count(), shown + 3);
  await reader.close();
});
