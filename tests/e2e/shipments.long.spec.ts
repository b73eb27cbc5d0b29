import type { Locator, Page } from '@playwright/test';
import { eventId } from '#lib/model/identity.ts';
import { applyEvents } from '#lib/projections/apply.ts';
import { storeArrivals } from '#tests/support/arrivals.ts';
import { eventually } from '#tests/support/await.ts';
import { departure } from '#tests/support/signed.ts';
import { confirm } from './confirm.ts';
import { countEffort } from './effort.ts';
import { legEvent, send } from './events.ts';
import { expect, expectAccessible, test } from './fixtures.ts';

/** Presses Tab until an element has the focus. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 150; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('Tab does not lead there');
}

test('keyboard only: a late shipment is found by its PO number, shows why it is late, and its raw event is opened', async ({
  signedIn: page,
  sql,
}) => {
  const items = [{ id: 1, purchase_order_number: 'PO-LATE-7', total_units: 40 }];
  await send(legEvent(9500, 950, 'departed', {}, { items }));
  const eta = { estimated_arrival_date: '2026-04-08T09:00:00.000-07:00' };
  await send(legEvent(9501, 950, 'updated_estimated_time_of_arrival', eta, { items }));
  await eventually(
    () => sql`select id from shipments where external_id = '950' and eta_at = '2026-04-08T16:00:00Z'`,
    (rows) => rows.length === 1,
  );
  await page.goto('/');
  await page.keyboard.press('/');
  await page.keyboard.type('po late 7');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/q=/);
  const row = page.getByRole('row', { name: /PO-LATE-7/ });
  await expect(row).toContainText(/overdue by \d+ d/);
  await page.keyboard.press('Escape');
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: /PO-LATE-7/ })).toBeVisible();
  await tabTo(page, page.getByRole('button', { name: /8 Apr\s*09:00/ }).first());
  await page.keyboard.press('Enter');
  const why = page.getByRole('dialog');
  await expect(why).toContainText(/Reported/);
  await tabTo(page, why.getByRole('link').first());
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/deliveries/);
  await expect(page.getByText('2026-04-08T09:00:00.000-07:00').first()).toBeVisible();
});

test('30 references of a column with its heading are found in 3 clicks and the text, and unknown ones listed', async ({
  signedIn: page,
  sql,
}) => {
  const references = Array.from({ length: 29 }, (_, at) => `SHP-PASTE-${at}`);
  await Promise.all(references.map((reference, at) => send(departure(`paste-${at}`, reference))));
  await eventually(
    () => sql`select id from shipments where external_id like 'SHP-PASTE-%'`,
    (rows) => rows.length === references.length,
  );
  await page.goto('/');
  const { click, spent } = countEffort(page);
  await click(page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Shipments', exact: true }));
  await click(page.getByRole('button', { name: 'Paste references' }));
  const column = ['Our reference', ...references.map((one) => one.toLowerCase()), '', 'SHP-NOBODY-1'].join('\r\n');
  await page.getByRole('textbox', { name: /References of any kind/ }).fill(column);
  await click(page.getByRole('button', { name: 'Find', exact: true }));
  expect(spent()).toBe(3);
  await expect(page.getByText('29 of 30 references found')).toBeVisible();
  await expect(page.getByText('SHP-NOBODY-1')).toBeVisible();
  await expect(page.locator('[data-row]')).toHaveCount(references.length);
});

test('a sorted list is saved as a view with its count, and removed again', async ({ signedIn: page }) => {
  await page.goto('/shipments?mode=ocean');
  await page.getByRole('columnheader', { name: 'Arrival' }).getByRole('link').click();
  await expect(page).toHaveURL(/sort=eta/);
  await page.getByRole('button', { name: 'Save view' }).click();
  await page.keyboard.type('Ocean by arrival');
  await page.keyboard.press('Enter');
  const tab = page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: /Ocean by arrival \d/ });
  await expect(tab).toHaveAttribute('aria-current', 'page');
  const named = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: /Ocean by arrival/ });
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto('/shipments');
  await named.click();
  await expect(named).toHaveAttribute('aria-current', 'page');
  await expect(tab).toHaveAttribute('aria-current', 'page');
  await expect(page).toHaveURL(/mode=ocean&sort=eta/);
  await page.getByRole('button', { name: 'Remove view' }).click();
  await confirm(page, 'Remove view');
  await expect(tab).toHaveCount(0);
  await expect(named).toHaveCount(0);
});

test('a column that is pinned with the keyboard stays at the left, also on the next visit', async ({
  signedIn: page,
  sql,
}) => {
  await send(departure('pin-1', 'SHP-PIN-1'));
  await eventually(
    () => sql`select id from shipments where external_id = 'SHP-PIN-1'`,
    (rows) => rows.length === 1,
  );
  await page.setViewportSize({ width: 1024, height: 800 });
  await page.goto('/shipments?q=SHP-PIN-1');
  const heads = () => page.getByRole('columnheader').allTextContents();
  await tabTo(page, page.getByRole('button', { name: 'Columns' }));
  await page.keyboard.press('Enter');
  const pin = page
    .getByRole('group', { name: 'Pinned to the left' })
    .getByRole('menuitemcheckbox', { name: 'Updated' });
  await expect(pin).toBeVisible();
  for (let presses = 0; presses < 30 && !(await pin.evaluate((one) => one === document.activeElement)); presses += 1) {
    await page.keyboard.press('ArrowDown');
  }
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect.poll(async () => (await heads())[1]).toContain('Updated');
  await page.getByRole('region', { name: 'Shipments' }).evaluate((element) => element.scrollTo({ left: 2_000 }));
  const [first, updated] = await Promise.all([0, 1].map((at) => page.getByRole('columnheader').nth(at).boundingBox()));
  expect(updated?.x).toBeCloseTo((first?.x ?? 0) + (first?.width ?? 0), 0);
  await eventually(
    () => sql`select from pinned_columns where list = '/shipments' and columns = '{learned}'`,
    (rows) => rows.length === 1,
  );
  await page.reload();
  await expect.poll(async () => (await heads())[1]).toContain('Updated');
  await expectAccessible(page);
});

for (const list of ['/reconciliation/drift', '/reconciliation/runs', '/deliveries', '/requests']) {
  const filter = list === '/requests' ? 'kind=product' : 'provider=flexport';
  test(`a view of ${list} is saved and opened again`, async ({ signedIn: page }) => {
    await page.goto(`${list}?${filter}`);
    await page.getByRole('button', { name: 'Save view' }).click();
    await page.keyboard.type('Mine');
    await page.keyboard.press('Enter');
    const tab = page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: /^Mine/ });
    await expect(tab).toHaveAttribute('aria-current', 'page');
    await page.goto(list);
    await tab.click();
    await expect(page).toHaveURL(new RegExp(`${list}\\?${filter}$`));
    await page.getByRole('button', { name: 'Remove view' }).click();
    await confirm(page, 'Remove view');
    await expect(tab).toHaveCount(0);
  });
}

test('a shipment with many containers shows each of them', async ({ signedIn: page, sql }) => {
  const shipment = 'many-boxes';
  await storeArrivals(sql, [{ id: shipment, eta: 3 }]);
  const at = new Date().toISOString();
  const changes = Array.from({ length: 40 }, (_, number) => {
    const fields = { number: `CSQU${3_054_000 + number}`, sealNumber: `SEAL-${number}` };
    return { kind: 'container', shipment, container: `box-${number}`, fields } as const;
  });
  const event = { key: shipment, provider: 'test', reportedAt: at, learnedAt: at, changes };
  await sql.begin((tx) => applyEvents(tx, [{ id: eventId('test', 'boxes of many-boxes'), ...event }]));
  const [row] = await sql`select id from shipments where external_id = ${shipment}`;
  await page.goto(`/shipments/${row?.id}?tab=containers`);
  await expect(page.getByRole('region', { name: 'Containers' }).locator('tbody tr')).toHaveCount(40);
});

test('lifting a legal hold is asked again, with what was entered, when its reason is refused', async ({
  signedIn: page,
  sql,
}) => {
  await storeArrivals(sql, [{ id: 'held-by-law', eta: 3 }]);
  const [row] = await sql`select id from shipments where external_id = 'held-by-law'`;
  await page.goto(`/shipments/${row?.id}?tab=events`);
  const hold = page.getByRole('region', { name: 'Legal hold' });
  await hold.getByLabel('Reason').fill(' x ');
  await hold.getByRole('button', { name: 'Place hold' }).click();
  await expect(hold.getByRole('alert')).toHaveText('State a reason.');
  await expect(hold.getByLabel('Reason')).toHaveValue(' x ');
  await hold.getByLabel('Reason').fill('Claim 4711');
  await hold.getByRole('button', { name: 'Place hold' }).click();
  await expect(hold).toContainText('Claim 4711');
  await hold.getByRole('button', { name: 'Lift hold' }).click();
  const dialog = page.getByRole('dialog', { name: 'Lift this legal hold?' });
  await dialog.getByLabel('Reason').fill(' y ');
  await dialog.getByRole('button', { name: 'Lift hold' }).click();
  await expect(dialog.getByRole('alert')).toHaveText('State a reason.');
  await expect(dialog.getByLabel('Reason')).toHaveValue(' y ');
  await dialog.getByLabel('Reason').fill('Claim 4711 is settled');
  await dialog.getByRole('button', { name: 'Lift hold' }).click();
  await expect(dialog).toBeHidden();
  await expect(hold.getByRole('button', { name: 'Place hold' })).toBeVisible();
});
