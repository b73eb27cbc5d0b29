import { eventId } from '#lib/model/identity.ts';
import { todayAt } from '#lib/model/lateness.ts';
import { weekOf } from '#lib/model/week.ts';
import { applyEvents } from '#lib/projections/apply.ts';
import { storeArrivals } from '#tests/support/arrivals.ts';
import { expect, expectAccessible, test } from './fixtures.ts';
import { press } from './keys.ts';

const DAY = 86_400_000;
const CUSTOMER = 'Quay Desk Trading';

test('a figure of a customer is the number of rows that it links to, and calendar and board are used by keyboard', async ({
  signedIn: page,
  sql,
}) => {
  await storeArrivals(sql, [
    { id: 'desk-1', eta: 2 },
    { id: 'desk-2', eta: 2 },
    { id: 'desk-3', eta: 30 },
  ]);
  const at = new Date().toISOString();
  const roles = ['desk-1', 'desk-2', 'desk-3'].map((shipment) => ({
    ...({ kind: 'role', shipment, role: 'customer', name: CUSTOMER, party: 'desk' } as const),
  }));
  const named = ['desk-1', 'desk-2', 'desk-3'].map((shipment) => ({
    ...({ kind: 'shipment', shipment, fields: { customer: CUSTOMER } } as const),
  }));
  const party = { kind: 'party', party: 'desk', fields: { name: CUSTOMER } } as const;
  const event = { key: 'desk', provider: 'test', reportedAt: at, learnedAt: at, changes: [party, ...named, ...roles] };
  await sql.begin((tx) => applyEvents(tx, [{ id: eventId('test', 'desk'), ...event }]));

  await page.goto(`/parties?q=${encodeURIComponent(CUSTOMER)}`);
  await page.locator('[data-row-link]').first().click();
  await expect(page.getByRole('navigation', { name: 'Roles' })).toContainText(/Customer\s*3/);
  const figure = page.getByRole('list', { name: 'Its shipments' }).getByRole('link', { name: /Arriving this week/ });
  await expect(figure).toHaveText(/^2/);
  await figure.click();
  await expect(page).toHaveURL(/party=/);
  await expect(page.locator('tbody [data-row]')).toHaveCount(2);

  // The day on which they arrive in Los Angeles.
  const week = weekOf(todayAt('America/Los_Angeles', Date.now() + 2 * DAY));
  const url = `/calendar?customer=${encodeURIComponent(CUSTOMER)}&week=${week}`;
  await page.goto(url);
  const entries = page.getByRole('table', { name: 'Week by port' }).locator('[data-entry]');
  await expect(entries).toHaveCount(2);
  await expectAccessible(page);
  await press(page, 'ArrowDown');
  await expect(entries.nth(0)).toBeFocused();
  await press(page, 'ArrowDown');
  await expect(entries.nth(1)).toBeFocused();
  await press(page, 'ArrowUp', 'Enter');
  await expect(page).toHaveURL(/\/shipments\//);
  await page.goto(url);
  await expect(entries).toHaveCount(2);
  await press(page, ']');
  await expect(entries).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'Nothing in this week' })).toBeVisible();
  await press(page, 'ArrowLeft');
  await expect(entries).toHaveCount(2);

  // The same customer by stage: the order of the cards is that of their arrivals.
  await page.goto(`/shipments?customer=${encodeURIComponent(CUSTOMER)}`);
  await page.getByRole('navigation', { name: 'Layout' }).getByRole('link', { name: 'Board' }).click();
  await expect(page).toHaveURL(/\/shipments\/board\?customer=/);
  const column = page.locator('[data-column]');
  const cards = column.locator('[data-row]');
  await expect(cards).toHaveText([/PO-desk-[12]/, /PO-desk-[12]/, /PO-desk-3/]);
  await expect(page.getByText('Cards cannot be moved by hand')).toBeVisible();
  await expectAccessible(page);
  await press(page, 'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowUp', 'ArrowRight');
  await expect(cards.nth(1).locator('[data-row-link]')).toBeFocused();
  await press(page, 'ArrowDown', 'Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'PO-desk-3' })).toBeVisible();
  await page.goBack();
  await column.getByRole('heading').getByRole('link', { name: /3$/ }).click();
  await expect(page).toHaveURL(/\/shipments\?customer=.*status=/);
  await expect(page.locator('tbody [data-row]')).toHaveCount(3);
});
