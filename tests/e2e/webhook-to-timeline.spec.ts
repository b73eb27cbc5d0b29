import { eventually } from '#tests/support/await.ts';
import { deliver, departure, keyed } from '#tests/support/signed.ts';
import { countEffort } from './effort.ts';
import { legEvent, send } from './events.ts';
import { expect, expectAccessible, test, url } from './fixtures.ts';

test('signing in: a wrong password shows an error, the right one leads to the requested page', async ({ page }) => {
  await page.goto('/deliveries');
  await expect(page).toHaveURL(/sign-in/);
  await expectAccessible(page);
  await page.getByLabel('E-mail').fill('ops@example.com');
  await page.getByLabel('Password').fill('not the password');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert').filter({ hasText: /\w/ })).toBeVisible();
  await page.getByLabel('E-mail').fill('ops@example.com');
  await page.getByLabel('Password').fill('harbour-light-42');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/deliveries/);
});

test('a webhook appears in the list and on the open timeline without reloading', async ({ signedIn: page }) => {
  await page.goto('/shipments');
  await page.evaluate(() => Object.assign(window, { sameDocument: true }));
  await send(legEvent(9001, 700, 'departed'));
  const row = page.getByRole('row', { name: /\b700\b/ });
  await expect(row).toBeVisible();
  await row.getByRole('link').first().click();
  await expect(page.getByRole('row', { name: /Departed/ }).first()).toBeVisible();
  await expect(page.getByText(/12 Mar\s*14:30/).first()).toBeVisible();
  await send(legEvent(9002, 700, 'arrived', { actual_arrival_date: '2026-03-30T07:15:00.000-07:00' }));
  await expect(page.getByText(/30 Mar\s*07:15/).first()).toBeVisible();
  expect(await page.evaluate(() => 'sameDocument' in window)).toBe(true);
});

test('why an order is late, from its PO number to the raw event, in 4 clicks, the number and Enter', async ({
  signedIn: page,
  sql,
}) => {
  const items = [{ id: 1, purchase_order_number: 'PO-WHY-900', total_units: 40 }];
  await send(legEvent(9200, 900, 'departed', {}, { items }));
  await send(
    legEvent(
      ...([9201, 900, 'updated_estimated_time_of_arrival'] as const),
      { estimated_arrival_date: '2026-04-02T09:00:00.000-07:00' },
      { items },
    ),
  );
  const data = { _object: '/shipment_event_data', shipment: { _object: '/shipment', id: 900, name: 'Order 900' } };
  const type = '/shipment#vessel_delay_port_congestion';
  await send(JSON.stringify({ _object: '/event', id: 9202, type, created_at: '2026-04-01T08:00:30.000Z', data }));
  const rows = () => sql`
    select id from shipments where external_id = '900' and eta_at = '2026-04-02T16:00:00Z'
      and exists (select from exceptions where shipment_id = shipments.id and kind = 'delay')`;
  await eventually(rows, (found) => found.length === 1);
  await page.goto('/');
  const { click, press, enter, spent } = countEffort(page);
  await click(page.getByRole('textbox', { name: 'Search references' }));
  await enter('po why 900');
  await press('Enter');
  await click(
    page
      .getByRole('row', { name: /PO-WHY-900/ })
      .getByRole('link')
      .first(),
  );
  await expect(page.getByText(/2 Apr\s*09:00/).first()).toBeVisible();
  const delay = 'Vessel delay port congestion';
  await expect(page.locator('header', { has: page.getByRole('heading', { level: 1 }) })).toContainText(delay);
  await expect(page.getByRole('definition').filter({ hasText: /2 Apr/ }).first()).toContainText(delay);
  await click(page.getByRole('button', { name: /2 Apr\s*09:00/ }).first());
  const why = page.getByRole('dialog');
  await expect(why).toContainText(/Reported/);
  await click(why.getByRole('link').first());
  await expect(page).toHaveURL(/deliveries\/[^?]+\?event=/);
  const event = page.getByRole('listitem').filter({ hasText: 'updated_estimated_time_of_arrival' });
  await expect(event).toHaveAttribute('aria-current', 'true');
  await expect(event.getByText('2026-04-02T09:00:00.000-07:00')).toBeVisible();
  expect(spent()).toBe(6);
});

test('a dead letter is replayed and its milestone appears in 4 clicks', async ({ signedIn: page, sql }) => {
  const delivery = await send(departure('replay-1', 'SHP-REPLAY'));
  await eventually(
    () => sql`select state from events where delivery_id = ${delivery}`,
    ([event]) => event?.state === 'processed',
  );
  // The state after a fault of the product: the event is a dead letter, and its rows are missing.
  await sql`update events set state = 'dead_letter', reason = 'Every attempt to apply it failed' where delivery_id = ${delivery}`;
  await sql`delete from shipments where external_id = 'SHP-REPLAY'`;
  await sql`delete from milestones where shipment_id in (select id from facts where external_id = 'SHP-REPLAY')`;
  await sql`delete from facts where external_id = 'SHP-REPLAY'`;
  await page.goto('/');
  const { click, spent } = countEffort(page);
  await click(page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Webhook log' }));
  await click(page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: /^Failed/ }));
  await expect(page).toHaveURL(/status=dead_letter/);
  await click(
    page
      .getByRole('row', { name: /shipment\.milestone/ })
      .first()
      .getByRole('link')
      .first(),
  );
  await expect(page.getByText('Every attempt to apply it failed')).toBeVisible();
  await click(page.getByRole('button', { name: 'Replay' }));
  await eventually(
    () => sql`select state from events where delivery_id = ${delivery}`,
    ([event]) => event?.state === 'processed',
  );
  await expect(page.getByText('Every attempt to apply it failed')).toBeHidden();
  expect(spent()).toBe(4);
  await page.goto('/shipments?q=SHP-REPLAY');
  await expect(page.getByRole('row', { name: /SHP-REPLAY/ })).toBeVisible();
});

test('all dead letters of a provider are replayed at once, after their number is shown', async ({
  signedIn: page,
  sql,
}) => {
  const deliveries = await Promise.all(
    ['bulk-1', 'bulk-2', 'bulk-3'].map((id) => send(departure(id, `SHP-${id.toUpperCase()}`))),
  );
  const states = () => sql`select distinct state from events where delivery_id = any(${deliveries}::uuid[])`;
  const areProcessed = (rows: { state?: string }[]) => rows.length === 1 && rows[0]?.state === 'processed';
  await eventually(states, areProcessed);
  await sql`update events set state = 'dead_letter', settled_at = now() where delivery_id = any(${deliveries}::uuid[])`;
  const [matching] = await sql<{ count: number }[]>`
    select count(*)::int as count from events where state = 'dead_letter' and provider = 'flexport'`;
  const count = matching?.count ?? 0;
  await page.goto('/deliveries?status=dead_letter&provider=flexport');
  const preview = page.getByRole('region', { name: 'Replay', exact: true });
  await page.getByRole('button', { name: 'Replay all' }).click();
  await expect(preview).toContainText(`${count} events of ${count} deliveries`);
  await expect(preview).toContainText(`Of ${count}, ${count} would be processed`);
  await preview.getByRole('button', { name: 'Cancel' }).click();
  await expect(preview).toBeHidden();
  expect(areProcessed(await states())).toBe(false);
  await page.getByRole('button', { name: 'Replay all' }).click();
  await preview.getByRole('button', { name: `Replay ${count} events` }).click();
  await expect(page).toHaveURL(/replay=/);
  await eventually(states, areProcessed);
  await expect(preview).toContainText(`Replay of ${count} events by ops@example.com`);
  await preview.getByRole('link', { name: /Processed/ }).click();
  await expect(page.getByRole('region', { name: 'Deliveries' }).getByRole('row')).toHaveCount(count + 1);
});

test('the webhook log is searched by what an event is about, its key, day and payload', async ({
  signedIn: page,
  sql,
}) => {
  const delivery = await send(departure('wanted_1%', 'SHP-WANTED'));
  await send(departure('wanted21x', 'SHP-UNWANTED'));
  await eventually(
    () => sql`select from events where delivery_id = ${delivery} and state = 'processed'`,
    (rows) => rows.length === 1,
  );
  const rows = page.getByRole('region', { name: 'Deliveries' }).getByRole('row');
  await page.goto('/deliveries');
  await page.getByRole('textbox', { name: 'Text in payloads' }).fill('WANTED_1%');
  await expect(page).toHaveURL(/q=WANTED_1%25/);
  await expect(rows).toHaveCount(2);
  await page.getByText('Filters', { exact: true }).click();
  await page.getByLabel('Shipment or record: id or reference').fill('SHP-WANTED');
  await page.getByLabel('Received from (UTC)').fill('2026-01-02');
  await page.getByLabel('to (UTC)', { exact: true }).fill('2026-01-01');
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(page.getByText('The first day is after the last.')).toBeVisible();
  await page.getByLabel('to (UTC)', { exact: true }).fill('');
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(page).toHaveURL(/entity=SHP-WANTED.*q=WANTED_1%25.*since=2026-01-02/);
  await expect(rows).toHaveCount(2);
  await expect(
    page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: /^Processed\s*1$/ }),
  ).toBeVisible();
  await expectAccessible(page);
  await page.goto('/deliveries?entity=SHP-WANTED&type=nonsense');
  await expect(page.getByText('Type nonsense')).toBeVisible();
  await expect(rows).toHaveCount(0);
});

test('a truck load delivered in a batch is a shipment with a timeline', async ({ signedIn: page }) => {
  const data = { id: 'c0ffee00-7f0c-4f6c-9a3e-6f2d3a1b7c55', friendlyId: 'SHP-77001', key: 'PO-77001' };
  const events = ['SHIPMENT_CREATED', 'SHIPMENT_DELIVERED'].map((event, at) => ({
    event,
    timestamp: `2026-03-14T1${at}:00:00Z`,
    data,
  }));
  const answer = await deliver(url(), 'mvmnt', JSON.stringify({ sentAt: '2026-03-14T18:00:05Z', events }), keyed());
  expect(answer.status).toBe(200);
  await page.goto('/shipments?q=PO-77001');
  await page.getByRole('row', { name: /77001/ }).getByRole('link').first().click();
  await expect(page.getByRole('row', { name: /Delivered/ }).first()).toBeVisible();
});
