// An analyst lets the models forecast the past, reads the verdict, and values with it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask, withBrowser } from './browser.mjs';

const { open } = withBrowser();

test('models are tested, the verdict is read and used', async () => {
  const reader = await open();
  const { page } = reader;
  await reader.go('/lifetime-value');
  const tile = page.locator('[data-tile=lifetime-value-tournament]');
  const before = await ask('/backtest');
  await tile.getByRole('button', { name: before ? 'Test again' : 'Test the models' }).click();
  await tile.locator('tr.best').waitFor({ timeout: 60_000 });
  await page.getByText('The models have been tested.').waitFor();

  const backtest = await ask('/backtest');
  const rows = await tile.locator('tbody tr').count();
  assert.equal(rows, backtest.contestants.length);
  // Rules of thumb always take part, and somebody is best.
  assert.ok(backtest.contestants.filter((entry) => entry.rule).length === 3);
  const best = backtest.contestants.find((entry) => entry.id === backtest.verdict.id);
  const shown = await tile.locator('tr.best').textContent();
  assert.ok(shown.includes(String(Number(best.crps.toPrecision(4)))), `${shown} shows ${best.crps}`);

  await tile.getByRole('button', { name: 'Value with this verdict' }).click();
  await page.getByText(/customers valued/).waitFor({ timeout: 60_000 });
  await tile.locator('tr.best .tag').waitFor();
  const value = await ask('/lifetime-value');
  assert.equal(value.run.model.replace(/^naive-/, ''), backtest.verdict.id);
  assert.ok(value.run.notices.some((notice) => notice.code === 'model-by-backtest'));

  // Every model stands beside the others, also in Chinese.
  await page.locator('[data-tile=lifetime-value-beside]').waitFor();
  await reader.close();
  const chinese = await open({ language: 'zh' });
  await chinese.go('/lifetime-value');
  await chinese.page.getByText('该信哪个模型').waitFor();
  await chinese.close();
});
