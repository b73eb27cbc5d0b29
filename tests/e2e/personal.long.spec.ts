import { eventually } from '#tests/support/await.ts';
import { ADMIN } from '#tests/support/server.ts';
import { legEvent, send } from './events.ts';
import { expect, signIn, test } from './fixtures.ts';

test.afterEach(async ({ sql }) => {
  // Other tests of this product have the same user.
  await sql`delete from personal_settings`;
});

test('a user sees times, units and the title of a shipment in their own way, and begins at their start page', async ({
  signedIn: page,
  sql,
}) => {
  const items = [{ id: 1, purchase_order_number: 'PO-OWN-1', total_units: 40 }];
  const more = { items, calculated_weight: { value: 12400, unit: 'kg' } };
  const eta = { estimated_arrival_date: '2026-04-02T09:00:00.000-07:00' };
  await send(legEvent(9700, 970, 'updated_estimated_time_of_arrival', eta, more));
  const [{ id } = { id: '' }] = await eventually(
    () => sql<{ id: string }[]>`select id from shipments where external_id = '970'`,
    (rows) => rows.length === 1,
  );
  await page.goto('/settings');
  const form = page.getByRole('region', { name: 'Your display' });
  await form.getByLabel('Times').selectOption('Your time zone');
  await form.getByLabel('Your time zone').fill('Moon/Tranquility');
  await form.getByLabel('Weights and volumes').selectOption('US: lb, ft³');
  await form.getByLabel('Title of shipments').selectOption('Shipment');
  await form.getByLabel('Start page').selectOption('Shipments');
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(form.getByRole('alert')).toHaveText('Enter a time zone like Europe/Berlin.');
  await expect(form.getByLabel('Start page')).toHaveValue('/shipments');
  await form.getByLabel('Your time zone').fill('asia/kolkata');
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(form.getByRole('status')).toHaveText('Saved.');

  // 09:00 at UTC-7 is 16:00 UTC, which is 21:30 in India.
  await page.goto(`/shipments/${id}`);
  const shown = page.getByRole('button', { name: /2 Apr( 2026)?\s*21:30\s*\+05:30/ }).first();
  await expect(shown).toBeVisible();
  await expect(page.getByText('≈ 27,337 lb')).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('970');
  await page.getByRole('link', { name: 'Fairlead, home' }).click();
  await expect(page).toHaveURL(/\/shipments(\?|$)/);
  const time = page.getByRole('row', { name: /970/ }).locator('time', { hasText: '21:30' });
  await expect(time).toContainText('+05:30');
  await time.hover();
  await expect(page.getByText(/^2 Apr( 2026)? 09:00 -07:00$/)).toBeVisible();

  await page.context().clearCookies();
  await sql`update personal_settings set start_page = 'view:00000000-0000-4000-8000-000000000000'`;
  await signIn(page);
  await expect(page.getByText('Your start page does not exist any more')).toBeVisible();
});

test('a sign-in opens the first page of the user at once, without an empty one before it', async ({ page, sql }) => {
  const visited: string[] = [];
  // The router also replaces the address of a page by the same.
  page.on('framenavigated', (frame) => {
    const { pathname } = new URL(frame.url());
    if (visited.at(-1) !== pathname) visited.push(pathname);
  });
  await signIn(page);
  expect(visited).toEqual(['/sign-in', '/']);
  await sql`insert into personal_settings (user_id, start_page) select id, '/invoices' from users where email = ${ADMIN.email}`;
  await page.context().clearCookies();
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(ADMIN.email.toUpperCase());
  await page.getByLabel('Password').fill(ADMIN.password);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Invoices');
  expect(visited.slice(2)).toEqual(['/sign-in', '/invoices']);
});
