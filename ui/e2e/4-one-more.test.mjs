// An analysis that the pages have never heard of: its measures are in the chooser, the table, the filters, the schemes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withBrowser } from './browser.mjs';

/** Address of a server that knows one analysis more; without it there is nothing to look at. */
const more = process.env.PATRON_MORE_URL;
const { open } = withBrowser();

for (const [language, number, label, value] of [
  ['en', 'Spend per order', 'Spend pace', 'Brisk'],
  ['zh', '每单金额', '消费节奏', '快'],
]) {
  test(`one more analysis is found by itself, ${language}`, { skip: !more }, async () => {
    const reader = await open({ language });
    const { page } = reader;
    await page.goto(`${more}/customers?columns=customer_id,revenue`);
    await page.locator('.data-table').first().waitFor();

    await page
      .getByRole('button', { name: language === 'zh' ? '列' : 'Columns' })
      .first()
      .click();
    const chooser = page.locator('.column-chooser');
    await chooser.getByRole('heading', { name: label }).waitFor();
    await chooser.getByText(number, { exact: true }).click();
    await chooser.locator('label', { hasText: label }).click();
    await page.waitForURL(/spend_per_order.*spend_pace/);
    await page.keyboard.press('Escape');

    await page.locator('.data-table th', { hasText: number }).waitFor();
    await page.locator('.data-table td', { hasText: value }).first().waitFor();
    const first = await (await fetch(`${more}/api/v1/customers?columns=spend_pace&limit=1`)).json();
    assert.ok(['brisk', 'calm'].includes(first.rows[0][1]));

    await page.goto(`${more}/segments?scheme=spend_pace`);
    await page.getByText(value, { exact: true }).first().waitFor();
    await reader.close();
  });
}
