import AxeBuilder from '@axe-core/playwright';
import { test as base, type ConsoleMessage, expect, type Page } from '@playwright/test';
import { openSql, type Sql } from '#db/client.ts';
import { signIn as signInByRequest } from '#tests/support/api.ts';
import { ADMIN } from '#tests/support/server.ts';
import { type Product, startProduct } from './product.ts';

type Fixtures = { sql: Sql; signedIn: Page; log: undefined };

/** A page whose session ended is refused what it asks for next, and goes to the sign-in page; the browser logs the refusal. */
const isRefusal = (message: ConsoleMessage) => message.text().includes('status of 401');

/** The recorder of traces runs scripts in every frame; frames of e-mails allow none. */
const OF_TRACER = /^Blocked script execution in '[^']*\/mail\.html/;

let running: Product | undefined;

/** The URL of the product. */
export const url = () => running?.url ?? '';
/** The URL of its database. */
export const databaseUrl = () => running?.databaseUrl ?? '';
/** The URL of the mail server whose messages the demo shows. */
export const demoSmtpUrl = () => running?.demoSmtpUrl ?? '';

export const test = base.extend<Fixtures, { product: Product }>({
  /** Test files run at the same time, each worker against a product of its own. */
  product: [
    async ({ browserName: _any }, use) => {
      running = await startProduct();
      await use(running);
      await running.stop();
    },
    { scope: 'worker', auto: true, timeout: 480_000 },
  ],
  baseURL: async ({ product }, use) => use(product.url),
  /** A failed test shows what the product logged meanwhile. */
  log: [
    async ({ product }, use, testInfo) => {
      const before = product.output().length;
      await use(undefined);
      if (testInfo.status !== testInfo.expectedStatus)
        process.stderr.write(`The product logged:\n${product.output().slice(before).slice(-4_000)}\n`);
    },
    { auto: true },
  ],
  /** Any error that a page logs or throws fails its test. */
  page: async ({ page }, use) => {
    const errors: string[] = [];
    page.on('console', (message) => {
      if (message.type() !== 'error' || OF_TRACER.test(message.text()) || isRefusal(message)) return;
      errors.push(`${message.text()} ${message.location().url}`);
    });
    page.on('pageerror', (error) => errors.push(String(error)));
    await use(page);
    expect(errors).toEqual([]);
  },
  sql: async ({ product }, use) => {
    const sql = openSql(product.databaseUrl, { max: 2 });
    await use(sql);
    await sql.end();
  },
  /** A page of a browser with a session of the first admin, at no address yet. The form of signing in has tests of its own. */
  signedIn: async ({ page, product }, use) => {
    const session = await signInByRequest(product);
    await page.context().addCookies(
      session.split('; ').map((cookie) => {
        const at = cookie.indexOf('=');
        return { name: cookie.slice(0, at), value: cookie.slice(at + 1), url: product.url };
      }),
    );
    await use(page);
  },
});

/** Signs in as the first admin, by the form. */
export async function signIn(page: Page): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(ADMIN.email);
  await page.getByLabel('Password').fill(ADMIN.password);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Overview');
}

/** Expects no accessibility violations on the current page: by every rule of axe, or the given ones. */
export async function expectAccessible(page: Page, rules?: readonly string[]): Promise<void> {
  // Frames contain e-mails only, and run no scripts. In the mode for frames axe opens another page for each analysis.
  // Only violations are read, so details of what passed are not collected.
  const builder = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
  const { violations } = await (rules ? builder.withRules([...rules]) : builder).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`)).toEqual([]);
}

export { expect };
