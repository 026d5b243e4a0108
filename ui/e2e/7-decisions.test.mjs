// People decide: a proposal is confirmed with a reason, a task is closed with a result, a playbook is changed and shown.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask, withBrowser } from './browser.mjs';

const { open } = withBrowser();

test('a rule proposes, and a proposal is confirmed with a reason', async () => {
  const reader = await open();
  const { page } = reader;
  await reader.go('/accounts?tab=roster');
  await page.getByText('Nobody is on the roster yet').waitFor();
  await page.locator('.page-actions').getByRole('button', { name: 'Rule' }).click();
  const { rows } = await ask('/customers?columns=billing_year&sort=-billing_year&limit=3');
  const bound = Math.floor(rows[2][1]);
  await page.getByRole('spinbutton', { name: 'Enters from revenue' }).fill(String(bound));
  await page.getByLabel('Reason').fill('policy of the year');
  assert.ok(await page.getByRole('button', { name: 'Save the rule' }).isDisabled(), 'nobody has signed');
  await page.getByLabel('Your name').fill('Wang');
  await page.getByRole('button', { name: 'Save the rule' }).click();
  await page.locator('.card-bar', { hasText: 'newer than the last valuation' }).waitFor();
  await page.locator('.card-bar').getByRole('button', { name: 'Value again' }).click();

  const tile = page.locator('[data-tile=roster-proposals]');
  await tile.locator('tbody tr').first().waitFor({ timeout: 60_000 });
  const { proposals } = await ask('/roster/proposals');
  assert.equal(await tile.locator('tbody tr').count(), Math.min(25, proposals.length));
  const [first] = proposals;
  await tile.getByRole('checkbox', { name: first.name ?? first.customer_id, exact: true }).check();
  await tile.getByRole('button', { name: 'Confirm' }).click();
  const dialog = page.getByRole('dialog', { name: 'Confirm proposals' });
  assert.equal(await dialog.getByLabel('Your name').inputValue(), 'Wang', 'the name was asked once');
  assert.ok(
    await dialog.getByRole('button', { name: 'Confirm' }).isDisabled(),
    'without a reason nothing is confirmed',
  );
  await dialog.getByLabel('Reason').fill('frame contract signed');
  await dialog.getByRole('button', { name: 'Confirm' }).click();
  const roster = page.locator('[data-tile=roster-accounts]');
  await roster.getByText('frame contract signed').waitFor();
  const [account] = (await ask('/roster')).accounts;
  assert.deepEqual([account.customer_id, account.by], [first.customer_id, 'Wang']);
  await page.locator('[data-tile=roster-history]').getByText('frame contract signed').waitFor();
  await reader.close();
});

test('a task is added on the customer and closed with its result', async () => {
  const reader = await open();
  const { page } = reader;
  const [account] = (await ask('/roster')).accounts;
  await reader.go(`/customers/${encodeURIComponent(account.customer_id)}`);
  const plan = page.locator('[data-tile=customer-plan]');
  await plan.getByText('frame contract signed').first().waitFor();
  await plan.getByRole('button', { name: 'New task' }).click();
  await page.getByRole('menuitem', { name: 'Free words' }).click();
  const dialog = page.getByRole('dialog', { name: 'New task' });
  await dialog.getByLabel('What is to be done').fill('Call the buyer');
  await dialog.getByLabel('Due').fill('2020-01-31');
  await dialog.getByLabel('Your name').fill('Li');
  await dialog.getByRole('button', { name: 'Add' }).click();
  await plan.getByText('days overdue').waitFor();

  await reader.go('/accounts?tab=tasks');
  const list = page.locator('[data-tile=tasks-list]');
  await list.getByRole('button', { name: 'Call the buyer' }).click();
  const drawer = page.getByRole('dialog', { name: /^Task \d+/ });
  await drawer.getByLabel('Follow-up').fill('no answer yet');
  await drawer.getByRole('button', { name: 'Note it' }).click();
  await drawer.getByRole('listitem').getByText('no answer yet').waitFor();
  await drawer.getByLabel('Result').fill('ordered for spring');
  await drawer.getByRole('spinbutton', { name: 'Amount' }).fill('1200');
  await drawer.getByRole('button', { name: 'Done' }).click();
  await page.getByText('No task is open.').waitFor();
  const [task] = (await ask('/tasks?state=done')).tasks;
  assert.deepEqual(
    [task.title, task.result, task.amount, task.notes.length, task.closed_by],
    ['Call the buyer', 'ordered for spring', 1200, 1, 'Li'],
  );
  await reader.close();
});

test('a playbook is changed on its scheme and shown on the customer', async () => {
  const reader = await open();
  const { page } = reader;
  const { rows } = await ask('/customers?columns=abc_class&f=abc_class:is:A&limit=1');
  await reader.go('/segments?scheme=abc_class');
  await page.getByRole('button', { name: 'Edit playbooks' }).click();
  const fields = page.locator('.playbook-editor fieldset').first();
  await fields.getByLabel('Strategy · English').fill('Visit each of them this spring.');
  const share = fields.getByRole('spinbutton', { name: 'Share of effort' });
  const before = Number(await share.inputValue());
  await share.fill(String(before + 5));
  await page.getByText('Shares add to 105 %; they must add to 100.').waitFor();
  await page.getByLabel('Reason').fill('spring campaign');
  await page.getByLabel('Your name').fill('Wang');
  assert.ok(await page.getByRole('button', { name: 'Save', exact: true }).isDisabled());
  await share.fill(String(before));
  await page.getByText('Shares add to 100 %.').waitFor();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.locator('.label-cards').getByText('Visit each of them this spring.').waitFor();
  await reader.go(`/customers/${encodeURIComponent(rows[0][0])}`);
  await page.locator('[data-tile=customer-playbook]').getByText('Visit each of them this spring.').waitFor();

  // and back to what is built in
  await reader.go('/segments?scheme=abc_class');
  await page.getByRole('button', { name: 'Edit playbooks' }).click();
  await page.locator('.playbook-history').getByText('spring campaign').waitFor();
  await page.getByLabel('Reason').fill('campaign is over');
  await page.locator('.playbook-editor').getByRole('button', { name: 'Back to the built-in texts' }).click();
  await page.getByRole('tooltip').getByRole('button', { name: 'Back to the built-in texts' }).click();
  await page
    .locator('.label-cards')
    .getByText('Visit each of them this spring.')
    .waitFor({ state: 'detached' });
  const versions = await ask('/playbooks/abc_class/history');
  assert.deepEqual(
    versions.map(({ why }) => why),
    ['campaign is over', 'spring campaign'],
  );
  await reader.close();
});
