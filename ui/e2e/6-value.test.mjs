// An analyst reads what customers would spend in the windows, follows cohorts by any measure, and takes them along.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask, downloaded, withBrowser } from './browser.mjs';

const { open } = withBrowser();

test('cohorts are followed by any measure and span, and what is not lived is blank', async () => {
  const reader = await open();
  const { page } = reader;
  await reader.go('/lifetime-value');
  const tile = page.locator('[data-tile=lifetime-value-cohorts]');
  const { cohorts } = await ask('/lifetime-value');
  assert.deepEqual(
    cohorts.map((triangle) => triangle.span),
    ['month', 'quarter', 'year'],
  );

  await tile.locator('.ant-segmented').getByText('Quarter', { exact: true }).click();
  const quarters = cohorts[1].cohorts;
  assert.equal(await tile.locator('tbody tr').count(), quarters.length);
  await tile.getByRole('combobox', { name: 'Measure of the cells' }).click();
  await page.locator('.ant-select-dropdown').getByText('Orders', { exact: true }).click();
  const lived = quarters.reduce((sum, cohort) => sum + cohort.orders.length, 0);
  assert.equal(await tile.locator('td.lived').count(), lived);

  // The export holds every cell that is shown.
  await tile.getByRole('button', { name: 'Export' }).click();
  const { data } = await downloaded(page, () => page.getByRole('menuitem', { name: 'CSV' }).click());
  const lines = data
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trim()
    .split(/\r?\n/);
  assert.equal(lines.length, quarters.length + 1);
  assert.ok(
    lines[1].startsWith(`${quarters[0].cohort},${quarters[0].customers},${quarters[0].orders[0]}`),
    lines[1],
  );
  await reader.close();
});

test('value in the window and what the spend model rests on are shown in both languages', async () => {
  const value = await ask('/lifetime-value');
  for (const language of ['en', 'zh']) {
    const reader = await open({ language, width: language === 'zh' ? 390 : 1440, theme: 'dark' });
    const { page } = reader;
    await reader.go('/lifetime-value');
    const money = page.locator('[data-tile=lifetime-value-money]');
    assert.equal(await money.count(), value.backtest?.money ? 1 : 0);
    if (value.backtest?.money) {
      const best = await money.locator('tr.best td').nth(2).textContent();
      assert.ok(best !== null && /\d/.test(best), 'the closest has a total');
    }
    const words = page.locator('[data-independence]');
    assert.equal(await words.count(), value.independence ? 1 : 0);
    if (value.independence) {
      assert.equal(await words.getAttribute('data-independence'), value.independence.verdict);
    }
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    assert.ok(wide <= 0, `${language}: nothing stands beyond the page`);
    await reader.close();
  }
});
