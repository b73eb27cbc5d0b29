import type { Page } from '@playwright/test';
import { applyEvents } from '#lib/projections/apply.ts';
import { eventually } from '#tests/support/await.ts';
import { recordEvents } from '#tests/support/records.ts';
import { legEvent, send } from './events.ts';
import { expect, signIn, test } from './fixtures.ts';

const LISTS = ['bookings', 'purchase-orders', 'products', 'invoices', 'documents', 'containers', 'parties'];
const PAGES = [
  '/',
  '/shipments',
  '/exceptions',
  '/documents/missing',
  '/deliveries',
  '/integrations',
  '/reconciliation/runs',
  '/reconciliation/drift',
  '/requests',
  '/requests/new/booking',
  '/settings',
  '/settings/lateness',
  '/settings/exceptions',
  '/settings/demurrage',
  '/settings/notifications',
  '/settings/notifications/preview',
  '/notices',
  '/demo/mail',
  '/unsubscribe/not-valid',
  '/shared/not-valid',
  '/share?of=/shipments',
  '/settings/people',
  '/settings/tokens',
  '/settings/secrets',
  '/settings/links',
  '/settings/audit',
  '/docs/api',
  '/nowhere',
];

/** Collects what the browser blocks, in every document that the page opens from now on. */
async function violationsOf(page: Page): Promise<string[]> {
  const found: string[] = [];
  await page.exposeFunction('reportViolation', (text: string) => found.push(text));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const report = (window as unknown as { reportViolation(text: string): void }).reportViolation;
      report(`${location.pathname}: ${event.effectiveDirective} ${event.blockedURI} ${event.sample}`);
    });
  });
  return found;
}

test.describe('the Content-Security-Policy', () => {
  // A missing page is a console error too; only violations of the policy count here.
  test.use({ page: async ({ context }, use) => use(await context.newPage()) });

  test('blocks nothing of the product on any page, and differs in every response', async ({ page, sql }) => {
    const violations = await violationsOf(page);
    const delivery = await send(legEvent(9200, 810, 'departed'));
    await signIn(page);
    await sql.begin((tx) => applyEvents(tx, recordEvents));
    const [shipment] = await eventually(
      () => sql`select id from shipments where external_id = '810'`,
      (rows) => rows.length === 1,
    );
    const nonces = new Set<string>();
    const paths = [
      ...PAGES,
      `/shipments/${shipment?.id}`,
      `/deliveries/${delivery}`,
      ...LISTS.map((list) => `/${list}`),
    ];
    for (const path of paths) {
      const response = await page.goto(path);
      const policy = response?.headers()['content-security-policy'] ?? '';
      expect(policy, path).toContain("frame-ancestors 'none'");
      const nonce = /'nonce-([^']+)'/.exec(policy)?.[1];
      if (path !== '/docs/api') expect(nonces.has(nonce ?? ''), path).toBe(false);
      nonces.add(nonce ?? '');
      await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
    }
    await page.goto('/');
    // Elements that open on demand load their own styles and scripts.
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('combobox')).toBeFocused();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /^Theme/ }).click();
    await page.getByRole('menuitemradio', { name: 'Dark' }).click();
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
    expect(violations).toEqual([]);
  });

  test('blocks an injected script', async ({ page }) => {
    const violations = await violationsOf(page);
    await page.goto('/sign-in');
    const ran = await page.evaluate(async () => {
      document.body.insertAdjacentHTML('beforeend', '<img src="data:," onerror="window.stolen = true">');
      const script = document.createElement('div');
      script.innerHTML = '<svg><script>window.stolen = true</script></svg>';
      document.body.append(script);
      await new Promise((done) => setTimeout(done, 200));
      return 'stolen' in window;
    });
    expect(ran).toBe(false);
    expect(violations.join()).toContain('script-src');
  });

  test('is sent with the other headers on pages, files and the API', async ({ page, request }) => {
    await page.goto('/sign-in');
    const file = await page.locator('script[src]').first().getAttribute('src');
    for (const path of ['/sign-in', '/api/v1/shipments', '/api/auth/csrf', file ?? '', '/favicon.ico', '/nowhere']) {
      const headers = (await request.get(path)).headers();
      expect(headers, path).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'same-origin',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
      });
      expect(headers['permissions-policy'], path).toContain('camera=()');
      expect(headers['strict-transport-security'], path).toBeUndefined();
      expect(headers['access-control-allow-origin'], path).toBeUndefined();
    }
  });
});

test('sign-in leads to the page of the followed link', async ({ page }) => {
  for (const path of ['/invoices?sort=-dueOn', '/settings/people', '/reconciliation/drift']) {
    await page.context().clearCookies();
    await page.goto(path);
    await expect(page).toHaveURL(`/sign-in?next=${encodeURIComponent(path)}`);
  }
});
