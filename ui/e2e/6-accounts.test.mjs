// An account manager makes a card from a template, values, reads the ranking, and is told where a changed card is wrong.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask, withBrowser } from './browser.mjs';

const { open } = withBrowser();

test('a card from a template ranks the accounts, and a spoilt card names its line', async () => {
  const reader = await open();
  const { page } = reader;
  await reader.go('/accounts');
  await page.getByRole('button', { name: 'New card' }).click();
  await page.getByRole('menuitem', { name: /^Key account \(12 lines\)/ }).click();
  await page.getByText('The card fits: 12 lines.').waitFor();
  await page.getByRole('button', { name: 'Save as a new version' }).click();

  await page.getByText('This card is newer than the valuation').waitFor();
  await page.locator('.card-bar').getByRole('button', { name: 'Value again' }).click();
  const ranking = page.locator('[data-tile=accounts-ranking]');
  await ranking.locator('tbody tr').first().waitFor({ timeout: 60_000 });
  const [card] = (await ask('/cards')).map(({ id }) => id);
  const { score } = await ask(`/cards/${card}/score?limit=10000`);
  const first = await ranking.locator('tbody tr').first().textContent();
  const [best] = score.rows;
  assert.ok(first.includes(best.name ?? best.customer_id), first);
  assert.ok(first.includes(best.score.toFixed(1)), first);
  assert.equal(await ranking.locator('tbody tr').count(), Math.min(25, score.rows.length));
  assert.equal(await page.locator('[data-tile=accounts-lines] tbody tr').count(), score.lines.length);

  // A tier leads to its customers.
  const tier = score.tiers.find(({ accounts }) => accounts > 0);
  await page.locator('[data-tile=accounts-tiers]').getByRole('link', { name: tier.name.en }).click();
  await page.waitForURL(new RegExp(`f=card\\.${card}\\.tier:is:${tier.id}`));
  await page.locator('.pager').waitFor();
  const counted = (await page.locator('.pager span').first().textContent()) ?? '';
  assert.equal(Number(counted.split('of')[1].replaceAll(/\D/g, '')), tier.accounts);

  // The customer knows the cards it is on.
  await reader.go(`/customers/${encodeURIComponent(best.customer_id)}`);
  await page.locator('[data-tile=customer-cards] .score-bar').waitFor();

  // A spoilt card names its line and is not kept.
  await reader.go('/accounts');
  await page.getByRole('button', { name: 'Edit the card' }).click();
  const area = page.getByRole('textbox', { name: 'Text of the card' });
  const text = await area.inputValue();
  await area.fill(text.replace('monthly_billing', 'monthly_bill'));
  const line = text.split('\n').indexOf('id = "billing"');
  await page.locator('.editor-state', { hasText: `Line ${line}:` }).waitFor();
  assert.equal(await page.locator('.line-numbers .marked').textContent(), String(line));
  // The sliders below the editor have a button of this name too.
  const keep = page.getByRole('dialog').getByRole('button', { name: 'Save as a new version' });
  assert.ok(await keep.isDisabled());
  await area.fill(`${text}\n# looked at again\n`);
  await page.getByText('The card fits: 12 lines.').waitFor();
  await keep.click();
  await page.getByText('the card is at version 2').waitFor();
  assert.deepEqual((await ask(`/cards/${card}`)).versions, [1, 2]);
  await reader.close();
});

test('weights are tried by sliders, an account sees its way, and scores are typed', async () => {
  const reader = await open();
  const { page } = reader;
  const [card] = (await ask('/cards')).map(({ id }) => id);
  await reader.go(`/accounts?card=${card}`);
  // The card was changed above: the valuation scores its new version first.
  await page.locator('.card-bar').getByRole('button', { name: 'Value again' }).click();
  await page
    .locator('.card-bar')
    .getByRole('button', { name: 'Value again' })
    .waitFor({ state: 'detached', timeout: 60_000 });
  // The page reads the new valuation; what is moved before that is forgotten.
  await page.waitForLoadState('networkidle');
  const tile = page.locator('[data-tile=accounts-what-if]');
  const slider = tile.getByRole('slider').first();
  await slider.focus();
  for (let step = 0; step < 40; step += 1) await page.keyboard.press('ArrowLeft');
  await tile.getByText(/accounts change rank/).waitFor();
  await tile.getByRole('button', { name: 'Save as a new version' }).click();
  await page.getByText('Saved: the card is at version 3').waitFor();
  const kept = await ask(`/cards/${card}`);
  assert.deepEqual(kept.versions, [1, 2, 3]);

  // The way that the page shows is the one the server found.
  const way = page.locator('[data-tile=accounts-way]');
  await way.getByText(/points to/).waitFor();

  await page.getByRole('button', { name: 'Type scores' }).click();
  const form = page.locator('.score-form');
  await form.getByRole('textbox', { name: 'Who scores' }).fill('Li');
  const score = form.getByRole('combobox', { name: /:/ }).first();
  await score.click();
  await page.locator('.ant-select-item-option', { hasText: '4' }).last().click();
  await form.getByRole('button', { name: 'Save one score' }).click();
  await page.getByText('One score is kept').waitFor();
  const { assessors } = await ask(`/cards/${card}/assessors`);
  assert.deepEqual(assessors.assessors, ['Li']);
  assert.deepEqual(
    assessors.spreads.map(({ mean }) => mean),
    [4],
  );
  await reader.close();
});

test('judgements by sliders become weights of the card', async () => {
  const reader = await open({ language: 'zh' });
  const { page } = reader;
  await reader.go('/accounts');
  await page.getByRole('button', { name: '新建评分卡' }).click();
  await page.getByRole('menuitem').first().waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '编辑评分卡' }).click();
  const area = page.getByRole('textbox', { name: '评分卡文本' });
  const line = (id, measure) =>
    `[[indicator]]\nid = "${id}"\nname = { en = "${id}", zh = "指标${id}" }\nmeasure = "${measure}"\n`;
  const lines = [line('a', 'revenue'), line('b', 'orders'), line('c', 'days_idle')].join('\n');
  await area.fill(
    `id = "judged"\nname = { en = "Judged", zh = "判断" }\n\n[weights]\npeople = "ahp"\n\n${lines}`,
  );
  const slider = page.locator('.judgements').getByRole('slider').first();
  await slider.waitFor();
  // Two steps towards the first line: three times as important.
  await slider.focus();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await page.getByText(/一致性比率/).waitFor();
  await page.getByRole('button', { name: '写入评分卡' }).click();
  assert.match(await area.inputValue(), /\["1", "3", "1"\]/);
  await page.keyboard.press('Escape');
  await reader.close();
});
