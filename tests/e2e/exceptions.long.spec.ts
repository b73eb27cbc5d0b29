import type { Page } from '@playwright/test';
import { openDatabase } from '#db/client.ts';
import { addUser } from '#lib/auth/users.ts';
import { eventually } from '#tests/support/await.ts';
import { hoursAgo, sailing } from '#tests/support/sailing.ts';
import { ADMIN } from '#tests/support/server.ts';
import { countEffort } from './effort.ts';
import { holdEvent, send } from './events.ts';
import { databaseUrl, expect, expectAccessible, signIn, test } from './fixtures.ts';
import { goTo, press } from './keys.ts';

let events = 0;

function hold(shipment: number): string {
  events += 1;
  return holdEvent(610_000 + events, shipment);
}

const inbox = (page: Page) => page.getByRole('list', { name: 'Exceptions' }).getByRole('listitem');
const opened = (page: Page) => page.getByRole('region', { name: 'Exception', exact: true });
const tab = (page: Page, name: string) => page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name });

/** Moves the focus forwards with the Tab key to a control. */
async function tabTo(page: Page, target: ReturnType<Page['getByRole']>): Promise<void> {
  for (let press = 0; press < 60; press += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('The Tab key does not reach the control');
}

/** Shows the exceptions of a shipment, by its reference, with the keyboard alone. */
async function find(page: Page, reference: string): Promise<void> {
  await page.keyboard.press('/');
  await page.keyboard.type(reference);
  await expect(page).toHaveURL(/q=/);
  await expect(inbox(page)).toHaveCount(1);
  await page.keyboard.press('Escape');
}

test('an exception is taken, explained, noted, snoozed, woken by the next milestone and resolved, without a mouse', async ({
  signedIn: page,
}) => {
  await send(hold(9_701));
  await page.goto('/');
  await goTo(page, 'x');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Exceptions');
  await find(page, 'flex9701');
  await page.keyboard.press('j');
  await page.keyboard.press('1');
  await expect(page.getByText(`Owned by ${ADMIN.email}`).first()).toBeVisible();
  await page.keyboard.press('u');
  await expect(inbox(page)).toContainText('No owner');
  await page.keyboard.press('1');
  await expect(inbox(page)).not.toContainText('No owner');

  await page.keyboard.press('Enter');
  await expect(opened(page).getByRole('heading', { level: 2 }).first()).toContainText('Customs hold');
  await tabTo(page, opened(page).getByRole('button', { name: 'Why?' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toContainText('customs_undergoing_x_ray_exam');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await tabTo(page, opened(page).getByLabel('Note'));
  await page.keyboard.type(`Ask the broker, @${ADMIN.email.slice(0, 2)}`);
  await page.keyboard.press('Enter');
  await expect(opened(page).getByLabel('Note')).toHaveValue(`Ask the broker, @${ADMIN.email} `);
  await page.keyboard.press('Control+Enter');
  await expect(
    opened(page)
      .getByRole('listitem')
      .filter({ hasText: `@${ADMIN.email}` }),
  ).toBeVisible();
  await page.keyboard.press('Escape');

  await page.keyboard.press('h');
  const choice = page.getByRole('button', { name: 'Until the next milestone' });
  while (!(await choice.evaluate((element) => element === document.activeElement)))
    await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(inbox(page)).toHaveCount(0);
  await expect(opened(page)).toContainText('until the next milestone');

  await send(sailing({ shipment: 9_701, departed: hoursAgo(2) }));
  await expect(inbox(page)).toHaveCount(1);
  await expect(opened(page)).toContainText('Back from snooze');

  await page.keyboard.press('r');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Tab');
  await page.keyboard.type('The exam is a formality');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(inbox(page)).toHaveCount(0);
  await expect(opened(page)).toContainText('resolved it');
  await expect(opened(page)).toContainText('The exam is a formality');
});

test('the most urgent exception without an owner is mine in a click and 2 keys, and what needs me today is shown in 2 clicks', async ({
  signedIn: page,
}) => {
  await send(hold(9_705));
  await page.goto('/');
  const needs = page.getByRole('region', { name: 'Needs attention' });
  const { click, press, spent } = countEffort(page);
  await click(needs.getByRole('link', { name: /without an owner$/ }));
  await expect(page).toHaveURL(/owner=nobody/);
  await expect(inbox(page).first()).toBeVisible();
  const before = await inbox(page).count();
  await press('j', '1');
  await expect(inbox(page)).toHaveCount(before - 1);
  expect(spent()).toBe(3);
  await click(page.getByRole('link', { name: 'Fairlead, home' }));
  await click(needs.getByRole('link', { name: /owned by you$/ }));
  await expect(inbox(page).first()).toBeVisible();
  await expect(inbox(page).filter({ hasText: 'No owner' })).toHaveCount(0);
  expect(spent()).toBe(5);
});

test('many are taken at once after a preview, and the last act is undone', async ({ signedIn: page }) => {
  for (const shipment of [9_711, 9_712, 9_713]) await send(hold(shipment));
  await page.goto('/exceptions?q=flex971');
  await expect(inbox(page)).toHaveCount(3);
  await page.keyboard.press('j');
  await page.keyboard.press('1');
  await expect(inbox(page).first()).not.toContainText('No owner');
  for (const key of ['x', 'j', 'x', 'j', 'x']) await page.keyboard.press(key);
  await expect(page.getByText('3 selected')).toBeVisible();
  await page.keyboard.press('1');
  const dialog = page.getByRole('dialog', { name: 'Take 3 exceptions' });
  await expect(dialog).toContainText('Of 3: 2 will change, 1 unchanged (It has this owner already)');
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await expect(inbox(page).filter({ hasText: 'No owner' })).toHaveCount(0);
  await page.keyboard.press('u');
  await expect(inbox(page).filter({ hasText: 'No owner' })).toHaveCount(2);
  await page.keyboard.press('Escape');
  await expect(page.getByText('3 selected')).toHaveCount(0);
  await page.keyboard.press('Enter');
  await expect(opened(page).getByRole('heading', { level: 2 }).first()).toBeVisible();
  const third = page.url();
  await page.keyboard.press('[');
  await page.keyboard.press('[');
  await expect(inbox(page).first()).toHaveAttribute('aria-current', 'true');
  expect(page.url()).not.toBe(third);
  await page.keyboard.press('Escape');
  await expect(page.getByText('No exception is open')).toBeVisible();
});

test('those of all pages are taken at once after a preview of how many, and the last act is undone', async ({
  signedIn: page,
  sql,
}) => {
  // More than a page and more than one transaction; of a shipment of their own, so that no other test sees them.
  const [shipment] = await sql<{ id: string }[]>`select gen_random_uuid() as id`;
  const id = shipment?.id ?? '';
  await sql`
    insert into exception_cases (entity_type, entity_id, shipment_id, type, part, generation, severity, urgency, evidence_at, event_id, details,
      opened_at, touch_by, resolve_by)
    select 'shipment', ${id}, ${id}, 'hold.customs', 'c' || n, 1, 0, n, now(), gen_random_uuid(), '{}', now(), now(), now()
    from generate_series(1, 620) as n`;
  const owned = async () =>
    (
      await sql`select count(*)::integer as count from exception_cases where shipment_id = ${id} and owner is not null`
    )[0]?.count;
  await page.goto(`/exceptions?shipment=${id}`);
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  const all = page.getByRole('button', { name: 'All 620 that match' });
  await expectAccessible(page);
  await all.click();
  await expect(page.getByText('620 selected')).toBeVisible();
  await page.keyboard.press('1');
  await expect(page.getByRole('dialog', { name: 'Take 620 exceptions' })).toContainText('Of 620: 620 will change');
  expect(await owned()).toBe(0);
  await page.keyboard.press('Enter');
  await expect(page.getByText('620 changed')).toBeVisible();
  expect(await owned()).toBe(620);
  await page.keyboard.press('u');
  await expect(page.getByText('Undone')).toBeVisible();
  expect(await owned()).toBe(0);
  await page.keyboard.press('j');
  await page.keyboard.press('1');
  await eventually(owned, (count) => count === 1);
  await sql`delete from exception_acts where case_id in (select id from exception_cases where shipment_id = ${id})`;
  await sql`delete from exception_cases where shipment_id = ${id}`;
});

test('the list of shipments counts the exceptions of the inbox and leads to exactly these', async ({
  signedIn: page,
}) => {
  await send(hold(9_751));
  await page.goto('/exceptions?q=flex9751');
  await expect(inbox(page)).toHaveCount(1);
  await page.goto('/shipments?q=FLEX-9751&exception=hold.customs&owner=nobody');
  await expect(page.locator('[data-row]')).toHaveCount(1);
  await page.getByRole('row').getByRole('link', { name: 'Customs hold' }).click();
  await expect(page).toHaveURL(/exceptions\?shipment=/);
  await expect(inbox(page)).toHaveCount(1);
  await expect(inbox(page)).toContainText('9751');
  await page.keyboard.press('j');
  await page.keyboard.press('h');
  await page.keyboard.press('Enter');
  await expect(inbox(page)).toHaveCount(0);
  await page.goto('/shipments?q=FLEX-9751&trouble=true');
  await expect(page.locator('[data-row]')).toHaveCount(0);
});

for (const [number, moment] of [
  [9_740, 'before the page can be used'],
  [9_770, 'once it can'],
] as const) {
  test(`keys that are pressed quickly on a slow machine, ${moment}, reach the inbox, the rows and the dialog`, async ({
    signedIn: page,
    sql,
  }) => {
    // Equally urgent exceptions of other tests may come first, and one that is owned cannot be taken.
    await sql`update exception_cases set owner = null`;
    for (const shipment of [1, 2, 3]) await send(hold(number + shipment));
    await page.goto('/');
    const session = await page.context().newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: 6 });
    await page.goto(`/exceptions?q=flex${number / 10}`, { waitUntil: 'commit' });
    await expect(inbox(page)).toHaveCount(3);
    if (moment === 'once it can') await expect(page.locator('[data-hydrating]')).toHaveCount(0);
    await press(page, 'j', 'Enter', ']', ']', 'h', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'Enter');
    await expect(inbox(page)).toHaveCount(2);
    await expect(opened(page)).toContainText('until it gets worse');
    await page.keyboard.press('u');
    await expect(inbox(page)).toHaveCount(3);
    await expect(inbox(page).last()).toHaveAttribute('aria-current', 'true');
    await goTo(page, 's');
    await goTo(page, 'x');
    await press(page, 'j', '1');
    await expect(page).toHaveURL(/\/exceptions$/);
    await expect(page.getByText(`Owned by ${ADMIN.email}`)).toBeVisible();
  });
}

test('what is done while an earlier act is on its way counts after it, and is undone to what that act left', async ({
  signedIn: page,
}) => {
  await send(hold(9_761));
  await page.goto('/exceptions?q=flex9761');
  await expect(inbox(page)).toHaveCount(1);
  await page.keyboard.press('j');
  await page.keyboard.press('1');
  await expect(inbox(page)).toContainText(ADMIN.email);
  const answers: string[] = [];
  await page.route('**/api/v1/exceptions/commands', async (route) => {
    // The earlier they are sent, the later they arrive.
    await new Promise((resolve) => setTimeout(resolve, answers.length === 0 ? 1_500 : 0));
    const response = await route.fetch();
    answers.push((await response.json()).data[0].outcome);
    await route.fulfill({ response });
  });
  for (const key of ['u', '1']) await page.keyboard.press(key);
  await expect.poll(() => answers).toEqual(['applied', 'applied']);
  await expect(inbox(page)).toContainText(ADMIN.email);
  await page.keyboard.press('u');
  await expect(inbox(page)).toContainText('No owner');
  expect(answers).toEqual(['applied', 'applied', 'applied']);
});

test('two people see what the other does, and a viewer changes nothing', async ({ signedIn: page, browser, sql }) => {
  await send(hold(9_721));
  await page.goto('/exceptions?q=flex9721');
  await expect(inbox(page)).toHaveCount(1);
  const db = openDatabase(databaseUrl(), { max: 1 });
  await addUser(db, 'test', { email: 'vic@example.com', password: 'windward-passage', name: 'Vic', role: 'viewer' });
  await db.$client.end();
  const second = await (await browser.newContext({ baseURL: new URL(page.url()).origin })).newPage();
  await signIn(second);
  await second.goto('/exceptions?q=flex9721');
  await expect(inbox(second)).toHaveCount(1);
  await second.keyboard.press('j');
  await second.keyboard.press('1');
  await expect(inbox(page)).toContainText(ADMIN.email);
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await expect(opened(page)).toContainText('took it');
  await tabTo(page, opened(page).getByLabel('Note'));
  await page.keyboard.type('Broker called');
  await page.keyboard.press('Control+Enter');
  await second.keyboard.press('Enter');
  await expect(opened(second)).toContainText('Broker called');
  await second.context().close();

  const [row] = await eventually(
    () =>
      sql<
        { id: string }[]
      >`select case_id as id from exception_acts where kind = 'noted' and content->>'note' = 'Broker called'`,
    (rows) => rows.length === 1,
  );
  const viewer = await (await browser.newContext({ baseURL: new URL(page.url()).origin })).newPage();
  await viewer.goto('/sign-in');
  await viewer.getByLabel('E-mail').fill('vic@example.com');
  await viewer.getByLabel('Password').fill('windward-passage');
  await viewer.keyboard.press('Enter');
  await expect(viewer.getByRole('heading', { level: 1 })).toHaveText('Overview');
  await viewer.goto(`/exceptions/${row?.id}`);
  await expect(opened(viewer)).toContainText('Broker called');
  await expect(opened(viewer).getByRole('button', { name: 'Resolve' })).toHaveCount(0);
  await viewer.keyboard.press('r');
  await expect(viewer.getByRole('dialog')).toHaveCount(0);
  await viewer.context().close();
});

test('the shipment shows its exceptions, and the overview counts those of the inbox', async ({
  signedIn: page,
  sql,
}) => {
  await send(hold(9_731));
  const [shipment] = await eventually(
    () => sql`select id from shipments where external_id = '9731'`,
    (rows) => rows.length === 1,
  );
  await page.goto(`/shipments/${shipment?.id}`);
  const strip = page.getByRole('region', { name: 'Exceptions' });
  await expect(strip.getByRole('listitem')).toHaveCount(1);
  await strip.getByRole('link', { name: /Customs hold/ }).click();
  await expect(opened(page).getByRole('heading', { level: 2 }).first()).toContainText('Customs hold');
  await expect(inbox(page)).toHaveCount(1);
  await page.goto('/');
  const holds = page.getByRole('navigation', { name: 'Groups' }).getByRole('link', { name: /^Holds/ });
  const count = Number((await holds.innerText()).replace(/\D/g, ''));
  await holds.click();
  await expect(inbox(page)).toHaveCount(count);
  await expect(tab(page, 'All')).toContainText(String(count));
});
