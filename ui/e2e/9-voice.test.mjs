// Somebody keeps a questionnaire, brings answers, reads the score beside the money, and takes a task from the call list.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask, base, withBrowser } from './browser.mjs';

const { open } = withBrowser();
const DAY_MS = 86_400_000;
let batch;

async function send(method, path, body) {
  const raw = typeof body === 'string';
  const response = await fetch(`${base}/api/v1${path}`, {
    method,
    headers: { 'content-type': raw ? 'application/octet-stream' : 'application/json' },
    body: raw || body === undefined ? body : JSON.stringify(body),
  });
  const text = await response.text();
  assert.ok(response.ok, `${method} ${path}: ${text}`);
  return text === '' ? null : JSON.parse(text);
}

/** Three quarters are pleased in the second wave, half of them in the first. */
const SCORES = { first: [10, 9, 7, 3, 10, 9, 7, 3], second: [9, 9, 9, 9, 9, 9, 8, 2] };
/** Points of the score: per cent of 9 and 10 less per cent of 0 to 6. */
const nps = (answers) =>
  (100 * answers.reduce((sum, one) => sum + Number(one > 8) - Number(one < 7), 0)) / answers.length;

/** Answers of forty customers in two waves, one row an answer. */
async function answers() {
  const { rows } = await ask('/customers?columns=customer_id&limit=40&sort=-customer_value');
  const asOf = Date.parse((await ask('/status')).current_run.as_of);
  const day = (before) => new Date(asOf - before * DAY_MS).toISOString().slice(0, 10);
  const lines = Object.entries(SCORES).flatMap(([wave, scores]) =>
    rows.map(([id], place) =>
      [
        `person-${place}`,
        id,
        day(wave === 'first' ? 60 : 20),
        'nps',
        'recommend',
        scores[place % scores.length],
        '0-10',
        wave,
        place % 2 === 0 ? 'shop' : 'web',
      ].join(','),
    ),
  );
  const head = 'respondent_id,customer_id,answered_at,instrument,item,score,scale,wave,touchpoint';
  return `${[head, ...lines].join('\n')}\n`;
}

async function bring(text) {
  const { id } = await send('POST', '/uploads?name=answers.csv', text);
  const request = { table: 'surveys', mapping: {}, answers: {}, rules: {}, dry_run: false };
  let job = await send('POST', `/uploads/${id}/import`, request);
  while (job.state === 'running') {
    await new Promise((done) => setTimeout(done, 200));
    job = await ask(`/jobs/${job.id}`);
  }
  assert.equal(job.state, 'done', JSON.stringify(job));
  assert.equal(job.import.loaded, 80);
  return job.import.batch;
}

test('a questionnaire is kept, its answers are read beside the money', async () => {
  for (const { id } of await ask('/surveys')) await send('DELETE', `/surveys/${id}`, {});
  const reader = await open();
  const { page } = reader;
  await reader.go('/voice');
  await page.getByRole('button', { name: 'Keep a questionnaire' }).click();
  await page.locator('.editor-state', { hasText: 'The questionnaire fits: nps' }).waitFor();
  // A mistake is said, and cannot be kept.
  const text = page.getByRole('textbox', { name: 'Text of the questionnaire' });
  const template = await text.inputValue();
  await text.fill(template.replace('high = 10', 'high = 9'));
  await page.locator('.editor-state.problem').waitFor();
  assert.ok(await page.getByRole('button', { name: 'Save as a new version' }).isDisabled());
  await text.fill(template);
  await page.locator('.editor-state', { hasText: 'The questionnaire fits: nps' }).waitFor();
  await page.getByRole('button', { name: 'Save as a new version' }).click();
  await page.getByText('Saved: the questionnaire is at version 1').waitFor();
  await page.getByText('Kept: Recommendation').waitFor();

  batch = await bring(await answers());
  await reader.go('/voice');
  const { survey } = await ask('/voice/nps');
  assert.deepEqual(
    survey.waves.map(({ id, figure }) => [id, Math.round(1e6 * figure.value) / 1e6]),
    Object.entries(SCORES).map(([wave, scores]) => [wave, nps(scores)]),
  );
  const figures = page.locator('.figure-value');
  assert.equal(await figures.first().textContent(), String(nps(SCORES.second)));
  assert.match(
    (await page.locator('.sentence').textContent()) ?? '',
    /net promoter score is 62\.5.*since first/,
  );

  // What is at stake, and the list of calls, as the server says.
  const { stake } = await ask('/voice/nps/stake');
  assert.equal(stake.displeased, 5);
  await page.locator('[data-tile=voice-stake]', { hasText: '5 displeased customers' }).waitFor();
  const { calls } = await ask('/voice/calls?survey=nps&limit=20');
  const list = page.locator('[data-tile=voice-calls] tbody tr');
  assert.equal(await list.count(), calls.rows.length);
  assert.ok((await list.first().textContent())?.startsWith(calls.rows[0].name || calls.rows[0].customer_id));
  await list.first().getByRole('button', { name: 'Make a task' }).click();
  const title = page.getByRole('dialog').locator('textarea').first();
  assert.match(await title.inputValue(), /^Call back: .* in Recommendation/);
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();

  // By touchpoint, as a table too.
  const groups = page.locator('[data-tile=voice-groups]');
  const { groups: found } = await ask('/voice/nps/groups?by=touchpoint');
  assert.deepEqual(found.groups.map(({ id }) => id).sort(), ['shop', 'web']);
  await groups.getByRole('cell', { name: 'shop' }).waitFor();
  await groups.locator('canvas').waitFor();

  // One wave alone, in the address.
  await page.getByLabel('Wave').first().click();
  await page.getByTitle('first', { exact: true }).click();
  await page.waitForURL(/wave=first/);
  await page.waitForFunction(
    (score) => document.querySelector('.figure-value')?.textContent === score,
    String(nps(SCORES.first)),
  );
  await reader.close();
});

test('the page stands in Chinese on a narrow screen, and the customer page says what was answered', async () => {
  const reader = await open({ language: 'zh', width: 390, height: 844, theme: 'dark' });
  const { page } = reader;
  await reader.go('/voice');
  await page.locator('.sentence', { hasText: '净推荐值为 62.5' }).waitFor();
  await page.locator('[data-tile=voice-waves] canvas').waitFor();
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  assert.ok(wide <= 0, 'nothing is wider than the screen');
  const { calls } = await ask('/voice/calls?survey=nps&limit=1');
  const id = calls.rows[0].customer_id;
  const { voice } = await ask(`/customers/${encodeURIComponent(id)}/voice`);
  assert.equal(voice.scores.length, 2);
  await reader.go(`/customers/${encodeURIComponent(id)}`);
  const tile = page.locator('[data-tile=customer-voice]');
  await tile.getByText('贬损者').first().waitFor();
  await tile.getByRole('link', { name: '推荐意愿' }).first().click();
  await page.waitForURL(/\/voice\?survey=nps/);
  await reader.close();

  await send('POST', `/batches/${batch}/undo`, {});
  await send('DELETE', '/surveys/nps', {});
  const again = await open();
  await again.go('/voice');
  await again.page.getByRole('button', { name: 'Keep a questionnaire' }).waitFor();
  await again.close();
});
