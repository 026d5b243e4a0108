// One browser for a test file, and a page that fails the test when anything goes wrong on its console.
import assert from 'node:assert/strict';
import { after, afterEach, before } from 'node:test';
import { chromium } from 'playwright-core';

/** Address of a running `patron serve`. */
export const base = process.env.PATRON_URL ?? 'http://127.0.0.1:7171';

const ARGS =
  '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync';

/** Starts a browser before the tests of this file; `open` gives a fresh reader with a page. */
export function withBrowser() {
  let browser;
  before(async () => {
    browser = await chromium.launch({
      executablePath: process.env.PATRON_CHROMIUM ?? '/usr/bin/chromium',
      args: ARGS.split(' '),
    });
  });
  after(() => browser?.close());
  // Readers of a test that failed on the way: what their console said goes into the log.
  const left = new Map();
  afterEach(async (test) => {
    for (const [context, complaints] of left) {
      for (const complaint of complaints) test.diagnostic(`console of the browser: ${complaint}`);
      await context.close();
    }
    left.clear();
  });
  return {
    /** @param {{ width?: number, height?: number, language?: 'en' | 'zh', theme?: 'light' | 'dark' }} reader */
    async open({ width = 1440, height = 900, language = 'en', theme = 'light' } = {}) {
      const context = await browser.newContext({
        viewport: { width, height },
        locale: language === 'zh' ? 'zh-CN' : 'en-GB',
        colorScheme: theme,
        reducedMotion: 'reduce',
        acceptDownloads: true,
      });
      const page = await context.newPage();
      const complaints = [];
      left.set(context, complaints);
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text());
      });
      page.on('pageerror', (error) => complaints.push(error.message));
      return {
        page,
        /** Goes to a page and waits until its figures stand. */
        async go(path) {
          await page.goto(base + path);
          await page.locator('.page, .portrait, .lost').first().waitFor();
          await page.waitForLoadState('networkidle');
        },
        /** A tile in view: some ask for their figures only then. */
        async seen(id) {
          const tile = page.locator(`[data-tile=${id}]`);
          await tile.scrollIntoViewIfNeeded();
          await tile.locator('h2').waitFor();
          return tile;
        },
        async close() {
          left.delete(context);
          await context.close();
          assert.deepEqual(complaints, [], 'the console of the browser is silent');
        },
      };
    },
  };
}

/** Asks the server itself, to compare with what a page shows. */
export async function ask(path) {
  const response = await fetch(`${base}/api/v1${path}`);
  assert.equal(response.status, 200, `${path} answers`);
  return response.json();
}

/** Content of what a click downloads. */
export async function downloaded(page, click) {
  const [download] = await Promise.all([page.waitForEvent('download'), click()]);
  const parts = [];
  for await (const part of await download.createReadStream()) parts.push(part);
  return { name: download.suggestedFilename(), data: Buffer.concat(parts) };
}
