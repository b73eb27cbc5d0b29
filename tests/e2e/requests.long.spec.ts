import type { Page } from '@playwright/test';
import { ADMIN, API_TOKEN } from '#tests/support/server.ts';
import { countEffort, type Effort } from './effort.ts';
import { expect, expectAccessible, test, url } from './fixtures.ts';

const dayAhead = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** Types into a picker and takes the first choice. */
async function pick(page: Page, { fill, press }: Effort, label: RegExp, [typed, expected]: [string, string]) {
  const field = page.getByRole('combobox', { name: label });
  await fill(field, typed);
  await expect(page.getByRole('option', { name: expected }).first()).toBeVisible();
  await press('Enter');
  await expect(field).toHaveValue(new RegExp(expected));
}

/** The forwarder's answer to a first booking makes its companies and addresses known. */
async function bookFirst(page: Page): Promise<void> {
  const headers = { authorization: `Bearer ${API_TOKEN}` };
  const input = {
    ...{ name: 'First chairs', mode: 'ocean', shipper: 'SUP-1004', consignee: 'AB-HOME', origin: 'SUP-1004' },
    ...{ incoterm: 'FCA', cargoReadyOn: dayAhead(30), lcl: true, weightKg: 900, volumeCbm: 5, pieces: 30 },
    description: 'Chairs',
  };
  const data = { kind: 'booking', provider: 'flexport', input };
  const made = await page.request.post(`${url()}/api/v1/requests`, { headers, data });
  const at = made.headers().location ?? '';
  const stateOf = async () => (await (await page.request.get(url() + at, { headers })).json()).data.state;
  await expect.poll(stateOf).toBe('accepted');
}

async function fillCargo(page: Page, { fill, choose }: Effort, name: string): Promise<void> {
  await fill(page.getByLabel(/^Name/), name);
  await fill(page.getByLabel(/^Cargo ready/), dayAhead(60));
  await choose(page.getByLabel('Incoterm'), 'FOB');
  await fill(page.getByLabel(/^Weight/), '8000');
  await fill(page.getByLabel(/^Volume/), '55');
  await fill(page.getByLabel(/^Pieces/), '400');
  await fill(page.getByLabel('Description', { exact: true }), 'Chairs');
  await fill(page.getByLabel("40' high cube").last(), '1');
}

/** Submits a booking of a company that the forwarder does not know, and returns once it is rejected. */
async function bookUnknown(page: Page): Promise<void> {
  const effort = countEffort(page);
  await page.goto('/requests/new/booking?shipper=NOBODY&consignee=AB-HOME&origin=SUP-1004&originPort=VNSGN');
  await fillCargo(page, effort, 'Stray chairs');
  await page.getByRole('button', { name: 'Submit booking' }).click();
  await expect(page.getByText('Rejected', { exact: true })).toBeVisible();
}

test('a booking of a full container in 30 clicks, keys and texts, corrected beside the field, is submitted and amended in 5', async ({
  signedIn: page,
}) => {
  await bookFirst(page);
  await page.goto('/bookings');
  const effort = countEffort(page);
  await effort.click(page.getByRole('link', { name: 'New booking' }));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('New booking');
  await pick(page, effort, /^Shipper/, ['saigon timber', 'Saigon Timber Furniture']);
  await pick(page, effort, /^Consignee/, ['AB-HOME', 'Alderbrook Home']);
  await pick(page, effort, /^Origin/, ['bien hoa', 'Saigon Timber Furniture']);
  await pick(page, effort, /^Port of loading/, ['vnsgn', 'Ho Chi Minh']);
  await fillCargo(page, effort, 'Spring chairs');
  // One more submits it.
  expect(effort.spent()).toBe(29);
  // Beside the field, before anything is sent.
  await page.getByLabel('Deliver by').fill(dayAhead(50));
  await expect(page.getByText('must not be before the cargo is ready')).toBeVisible();
  await page.getByLabel(/^Less than container load/).check();
  await expect(page.getByText(/must be empty for LCL/)).toBeVisible();
  await page.getByRole('button', { name: 'Submit booking' }).click();
  // Where the first error is, once there is an answer.
  await expect(page.locator('[aria-invalid=true]').first()).toBeFocused();
  await expect(page.getByLabel('Deliver by')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByRole('combobox', { name: /^Shipper/ })).toHaveValue('Saigon Timber Furniture');
  await expectAccessible(page);

  await page.getByLabel('Deliver by').fill(dayAhead(100));
  await page.getByLabel(/^Less than container load/).uncheck();
  await page.getByLabel(/^Weight/).fill('61000');
  await page.getByRole('button', { name: 'Submit booking' }).click();
  await expect(page.getByText('The containers take about 26,500 kg.')).toBeVisible();
  await page.getByLabel(/^Weight/).fill('8000');
  await expect(page.getByText('The containers take about')).toBeHidden();
  await page.getByRole('button', { name: 'Submit with the warnings' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Spring chairs');
  await expect(page.getByText('Accepted', { exact: true })).toBeVisible();
  await expect(page.getByText('Saigon Timber Furniture').first()).toBeVisible();
  await expect(page.getByRole('region', { name: 'Timeline' }).getByRole('listitem').first()).toContainText('Submitted');
  await expect(page.getByText(/NaN|undefined|\{"/)).toHaveCount(0);
  await expectAccessible(page);

  await page.getByRole('link', { name: 'View booking' }).click();
  const amending = countEffort(page);
  await amending.click(page.getByRole('link', { name: 'Amend booking' }));
  await expect(page.getByLabel(/^Cargo ready/)).toHaveValue(dayAhead(60));
  await page.getByRole('button', { name: 'Review changes' }).click();
  await expect(page.getByRole('main').getByRole('alert')).toContainText('Nothing was changed');
  await amending.fill(page.getByLabel(/^Cargo ready/), dayAhead(67));
  await amending.click(page.getByRole('button', { name: 'Review changes' }));
  const changes = page.getByRole('region', { name: 'Changes' }).getByRole('row');
  await expect(changes).toHaveCount(2);
  await expect(changes.last()).toContainText('Cargo ready');
  await expectAccessible(page);
  await amending.click(page.getByRole('button', { name: 'Amend booking' }));
  await expect(page.getByText('Amended', { exact: true })).toBeVisible();
  expect(amending.spent()).toBe(5);
});

test('a booking of a company that the provider does not know is rejected with its reason', async ({
  signedIn: page,
}) => {
  await bookFirst(page);
  await page.goto('/requests/new/booking?consignee=AB-HOME&origin=NOBODY-WH&originPort=VNSGN');
  await page.getByRole('combobox', { name: /^Shipper/ }).focus();
  await page.keyboard.type('NOBODY');
  await page.keyboard.press('Tab');
  await expect(page.getByText('Not known here: sent as it is.').first()).toBeVisible();
  await expect(page.getByRole('combobox', { name: /^Shipper/ })).toHaveValue('NOBODY');
  await expect(page.getByRole('combobox', { name: /^Consignee/ })).toHaveValue('Alderbrook Home');
  await fillCargo(page, countEffort(page), 'Lost chairs');
  await page.getByRole('button', { name: 'Submit booking' }).click();
  await expect(page.getByText('Rejected', { exact: true })).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: 'no company entity has the ref NOBODY' })).toBeVisible();
  await page.goto('/requests');
  await expect(page.getByRole('link', { name: /Lost chairs/ })).toBeVisible();
});

test('a rejected booking is found with its reason, corrected and submitted again in 7 clicks, keys and texts', async ({
  signedIn: page,
}) => {
  await bookFirst(page);
  await bookUnknown(page);
  await page.goto('/');
  const effort = countEffort(page);
  await effort.click(page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Requests' }));
  const row = page.getByRole('row', { name: /Stray chairs/ });
  await expect(row).toContainText('no company entity has the ref NOBODY');
  await effort.click(row.getByRole('link', { name: /Stray chairs/ }));
  await effort.click(page.getByRole('link', { name: 'Correct and submit again' }));
  await expect(page.getByLabel(/^Name/)).toHaveValue('Stray chairs');
  await expect(page.getByLabel(/^Cargo ready/)).toHaveValue(dayAhead(60));
  await expect(page.getByLabel("40' high cube").last()).toHaveValue('1');
  await expect(page.getByRole('combobox', { name: /^Consignee/ })).toHaveValue('Alderbrook Home');
  await pick(page, effort, /^Shipper/, ['saigon timber', 'Saigon Timber Furniture']);
  await effort.click(page.getByRole('button', { name: 'Submit booking' }));
  await expect(page.getByText('Accepted', { exact: true })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Book the same again' })).toBeVisible();
  expect(effort.spent()).toBe(7);
});

test('a booking is filled in without JavaScript', async ({ signedIn: page, browser }) => {
  const storageState = await page.context().storageState();
  const context = await browser.newContext({ javaScriptEnabled: false, storageState, baseURL: url() });
  const plain = await context.newPage();
  await plain.goto('/requests/new/booking?shipper=SUP-1004');
  await expect(plain.getByLabel(/^Shipper/)).toHaveValue('SUP-1004');
  await plain.getByLabel(/^Consignee/).fill('AB-HOME');
  await plain.getByRole('button', { name: 'Submit booking' }).click();
  await expect(plain.getByLabel(/^Origin/)).toHaveAttribute('aria-invalid', 'true');
  await expect(plain.getByLabel(/^Consignee/)).toHaveValue('AB-HOME');
  await context.close();
});

test('a viewer sees requests, and no way to submit one', async ({ signedIn: page, sql }) => {
  await sql`update users set role = 'viewer' where email = ${ADMIN.email}`;
  try {
    await page.goto('/requests');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Requests');
    await expect(page.getByRole('link', { name: 'New booking' })).toHaveCount(0);
    await page.goto('/requests/new/booking');
    await expect(page.getByText('Only operators may submit requests')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Submit booking' })).toHaveCount(0);
    const post = (path: string) => page.request.post(url() + path, { headers: { origin: url() }, data: {} });
    expect((await post('/api/v1/requests')).status()).toBe(403);
    expect((await post('/requests/check')).status()).toBe(403);
  } finally {
    await sql`update users set role = 'admin' where email = ${ADMIN.email}`;
  }
});
