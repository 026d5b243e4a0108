// Somebody makes a scheme of rules from a template, sees who would have which label, values, and drills to customers.
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

/** Values the portfolio and waits until that is done. */
async function value() {
  let job = await send('POST', '/runs', {});
  while (job.state === 'running') {
    await new Promise((resolve) => setTimeout(resolve, 200));
    job = await ask(`/jobs/${job.id}`);
  }
  assert.equal(job.state, 'done');
}

const digits = (text) => Number((text ?? '').replaceAll(/\D/g, ''));

test('rules are built by rows, counted while they change, valued and drilled', async () => {
  const reader = await open();
  const { page } = reader;
  const total = (await ask('/customers?columns=revenue&limit=1')).total;
  await reader.go('/segments');
  await page.getByRole('button', { name: 'New scheme' }).click();
  await page.getByRole('menuitem', { name: /^Win-back/ }).click();
  await page.getByText('The scheme fits.').waitFor();
  const preview = page.locator('.scheme-preview');
  await preview.getByText('Win back now').waitFor();

  // The last rule before everybody else: idle for more than a year becomes idle for more than a day.
  const gone = page.locator('.label-form', { hasText: 'Long gone' });
  await gone.getByRole('spinbutton', { name: 'Value' }).fill('1');
  const counted = gone.locator('.condition-count');
  const idle = await ask('/customers?columns=revenue&limit=1&f=days_idle:ge:2');
  await page.waitForFunction(
    (text) => document.querySelector('.scheme-editor')?.textContent?.replaceAll(',', '').includes(text),
    `${idle.total} customers now`,
  );
  assert.equal(digits((await counted.textContent())?.split('customers')[0]), idle.total);

  // SQL that does not parse is said in words, and cannot be kept.
  await gone.getByText('SQL', { exact: true }).click();
  const sql = gone.getByRole('textbox', { name: 'Condition in SQL' });
  await sql.fill('revenu >= 300');
  await page.locator('.editor-state.problem', { hasText: 'The SQL cannot be used' }).waitFor();
  assert.ok(await page.getByRole('button', { name: 'Save as a new version' }).isDisabled());
  await sql.fill('revenue >= 300');
  await page.getByText('The scheme fits.').waitFor();
  await page.getByRole('button', { name: 'Save as a new version' }).click();
  await page.getByText('Saved: the scheme is at version 1').waitFor();
  // What the form did not touch stays as the template has it, comments too.
  const kept = await ask('/schemes/win-back');
  assert.ok(kept.text.startsWith('# Whom to win back first.'), kept.text);
  assert.ok(kept.text.includes('revenue >= 300'), kept.text);

  const own = page.locator('[data-tile=segments-own]');
  await own.getByText('newer than the valuation').waitFor();
  await value();
  await reader.go('/segments?scheme=scheme.win-back');
  const view = await ask('/segments/scheme.win-back');
  assert.equal(
    view.labels.reduce((sum, label) => sum + label.customers, 0),
    total,
  );
  const label = view.labels.find(({ customers }) => customers > 0);
  await page.locator('[data-tile=segments-bars]').getByRole('link', { name: label.label.en }).click();
  await page.waitForURL(/f=scheme\.win-back:is:/);
  await page.locator('.pager').waitFor();
  assert.equal(
    digits((await page.locator('.pager span').first().textContent())?.split('of')[1]),
    label.customers,
  );
  await reader.close();
});

test('groups and a matrix are shown with what they rest on', async () => {
  const reader = await open({ language: 'zh' });
  const { page } = reader;
  for (const template of ['behaviour', 'potential-loyalty']) {
    const { text } = await ask(`/schemes/templates/${template}`);
    await send('PUT', '/schemes', { text });
  }
  await value();
  await reader.go('/segments?scheme=scheme.behaviour');
  const { own, labels } = await ask('/segments/scheme.behaviour');
  const rows = page.locator('[data-tile=segments-profile] tbody tr');
  await rows.first().waitFor();
  assert.equal(await rows.count(), own.clusters.groups.length);
  assert.ok((await rows.first().textContent()).includes(labels[0].label.zh));
  await reader.go('/segments?scheme=scheme.potential-loyalty');
  assert.equal(await page.locator('[data-tile=segments-matrix] a.matrix-field').count(), 4);
  await page.locator('a.matrix-field').first().click();
  await page.waitForURL(/f=scheme\.potential-loyalty:is:/);

  // A form in Chinese: a tier's bound moves, and the preview with it.
  await reader.go('/segments');
  await page.getByRole('button', { name: '新建分群方案' }).click();
  await page.getByRole('menuitem', { name: /销售额分级/ }).click();
  await page.locator('.scheme-preview').getByText('顶级').waitFor();
  await page.getByText('文本', { exact: true }).click();
  const area = page.getByRole('textbox', { name: '分群方案文本' });
  const spoilt = (await area.inputValue()).replace('top = 0.2', 'top = 0.01');
  await area.fill(spoilt);
  const line = spoilt.split('\n').indexOf('id = "large"');
  await page.locator('.editor-state.problem', { hasText: `第 ${line} 行` }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '放弃修改' }).click();
  await reader.close();
});
