import { eventually } from '#tests/support/await.ts';
import { deliver, departure, keyed, signed } from '#tests/support/signed.ts';
import { expect, expectAccessible, signIn, test, url } from './fixtures.ts';

/** A documented leg event for a shipment from Shanghai to Los Angeles. */
function legEvent(id: number, shipment: number, type: string, changes: Record<string, unknown> = {}): string {
  const node = (name: string, unlocode: string, timezone: string) => ({
    tags: [],
    place: { name, address: { city: name, country_code: unlocode.slice(0, 2), unlocode, timezone }, details: [] },
    terminal: null,
  });
  const resource = {
    _object: '/shipment_leg',
    id: shipment + 1,
    shipment: { id: shipment },
    transportation_mode: 'ocean',
    estimated_departure_date: '2026-03-12T10:00:00.000+08:00',
    actual_departure_date: '2026-03-12T14:30:00.000+08:00',
    estimated_arrival_date: '2026-03-29T09:00:00.000-07:00',
    actual_arrival_date: null,
    origin: node('Shanghai', 'CNSHA', 'Asia/Shanghai'),
    destination: node('Los Angeles', 'USLAX', 'America/Los_Angeles'),
    ocean_leg: { vessel_name: 'EVER ALOT', voyage_number: '1187-042E', scac_code: 'EGLV' },
    ...changes,
  };
  const data = {
    resource,
    shipment: { id: shipment, name: `Order ${shipment}`, transportation_mode: 'ocean' },
    location: null,
  };
  const at = `2026-04-01T08:00:${String(id % 60).padStart(2, '0')}.000Z`;
  const occurred = type === 'arrived' ? resource.actual_arrival_date : resource.actual_departure_date;
  return JSON.stringify({
    _object: '/event',
    id,
    version: 2,
    type: `/shipment_leg#${type}`,
    occurred_at: occurred,
    created_at: at,
    data,
  });
}

async function send(body: string): Promise<string> {
  const answer = await deliver(url(), 'flexport', body, signed(body));
  expect(answer.status).toBe(200);
  return String(answer.body.delivery);
}

test('signing in: a wrong password is told, the right one leads where one wanted to go', async ({ page }) => {
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

test('a webhook appears in the list, and then on the open timeline, without reloading', async ({ signedIn: page }) => {
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

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme });
    test('every page can be read by everybody', async ({ signedIn: page, sql }) => {
      const delivery = await send(legEvent(9100, 800, 'departed'));
      await send(
        legEvent(9101, 800, 'updated_estimated_time_of_arrival', {
          estimated_arrival_date: '2026-04-02T09:00:00.000-07:00',
        }),
      );
      await eventually(
        () => sql`select id from shipments where external_id = '800'`,
        (rows) => rows.length === 1,
      );
      const [shipment] = await sql`select id from shipments where external_id = '800'`;
      for (const path of ['/shipments', `/shipments/${shipment?.id}`, '/deliveries', `/deliveries/${delivery}`]) {
        await page.goto(path);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await expectAccessible(page);
      }
    });
  });
}

test('a timeline says what stands, what it replaced, and why', async ({ signedIn: page, sql }) => {
  await send(legEvent(9200, 900, 'departed'));
  await send(
    legEvent(9201, 900, 'updated_estimated_time_of_arrival', {
      estimated_arrival_date: '2026-04-02T09:00:00.000-07:00',
    }),
  );
  const rows = () => sql`select id from shipments where external_id = '900' and eta_at = '2026-04-02T16:00:00Z'`;
  const [shipment] = await eventually(rows, (found) => found.length === 1);
  await page.goto(`/shipments/${shipment?.id}`);
  await expect(page.getByText(/2 Apr\s*09:00/).first()).toBeVisible();
  await page
    .getByRole('button', { name: /2 Apr\s*09:00/ })
    .first()
    .click();
  const why = page.getByRole('dialog');
  await expect(why).toContainText(/Reported/);
  await why.getByRole('link').first().click();
  await expect(page).toHaveURL(/deliveries/);
  await expect(page.getByText('updated_estimated_time_of_arrival').first()).toBeVisible();
});

test('a buried delivery is replayed and its milestone appears', async ({ signedIn: page, sql }) => {
  const delivery = await send(departure('replay-1', 'SHP-REPLAY'));
  await eventually(
    () => sql`select state from events where delivery_id = ${delivery}`,
    ([event]) => event?.state === 'applied',
  );
  // What a fault of ours leaves behind: the event buried, nothing of it in the picture.
  await sql`update events set state = 'buried', reason = 'Every attempt to apply it failed' where delivery_id = ${delivery}`;
  await sql`delete from shipments where external_id = 'SHP-REPLAY'`;
  await sql`delete from milestones where shipment_id in (select id from facts where external_id = 'SHP-REPLAY')`;
  await sql`delete from facts where external_id = 'SHP-REPLAY'`;
  await page.goto('/deliveries?verdict=buried');
  await page
    .getByRole('row', { name: /shipment\.milestone/ })
    .first()
    .getByRole('link')
    .first()
    .click();
  await expect(page.getByText('Every attempt to apply it failed')).toBeVisible();
  await page.getByRole('button', { name: 'Replay' }).click();
  await eventually(
    () => sql`select state from events where delivery_id = ${delivery}`,
    ([event]) => event?.state === 'applied',
  );
  await expect(page.getByText('Every attempt to apply it failed')).toBeHidden();
  await page.goto('/shipments?q=SHP-REPLAY');
  await expect(page.getByRole('row', { name: /SHP-REPLAY/ })).toBeVisible();
});

test('the keyboard alone finds a shipment by its reference and opens it', async ({ page }) => {
  await send(departure('keys-1', 'SHP-KEYS-1'));
  await signIn(page);
  await page.keyboard.press('/');
  await page.keyboard.type('shp keys 1');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/q=/);
  await expect(page.getByRole('row', { name: /SHP-KEYS-1/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: /SHP-KEYS-1/ })).toBeVisible();
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
