// Somebody imports what was spent on winning customers, values again, and reads what came of it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask, withBrowser } from './browser.mjs';

const { open } = withBrowser();

test('winning, prices and what is ahead stand on the profit page', async () => {
  const reader = await open();
  const { page } = reader;
  await reader.go('/profit');
  const { acquisition, problem } = await ask('/acquisition');
  if (acquisition) {
    const winning = await reader.seen('profit-acquisition');
    await winning.getByText('Campaign').click();
    const rows = winning.locator('tbody tr');
    await rows.nth(acquisition.campaigns.length).waitFor();
    assert.equal(await rows.count(), acquisition.campaigns.length + 1);
    await (await reader.seen('profit-cohorts')).getByText('Year', { exact: true }).click();
    const years = acquisition.triangles.find((triangle) => triangle.span === 'year').cohorts;
    await page.waitForFunction(
      (count) => document.querySelectorAll('[data-tile=profit-cohorts] tbody tr').length === count,
      years.length,
    );
  } else {
    assert.ok(['no-marketing-spend', 'no-run'].includes(problem.code), problem.code);
    await (await reader.seen('profit-acquisition')).getByRole('link').waitFor();
  }
  const { forecast: ahead } = await ask('/forecast/profit?period=quarter&periods=4&recency=true');
  if (ahead) {
    const forecast = await reader.seen('profit-forecast');
    await forecast.locator('tbody tr').first().waitFor();
    await forecast.getByText('Year', { exact: true }).click();
    await (await reader.seen('profit-customer-forecast')).locator('canvas, svg').first().waitFor();
  }
  await reader.seen('profit-price');
  await reader.close();
});
