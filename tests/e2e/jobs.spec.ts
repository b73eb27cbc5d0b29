import { readFileSync } from 'node:fs';
import { read, utils } from '@e965/xlsx';
import { applyEvents } from '#lib/projections/apply.ts';
import { storeArrivals } from '#tests/support/arrivals.ts';
import { recordEvents } from '#tests/support/records.ts';
import { countEffort } from './effort.ts';
import { expect, test, url } from './fixtures.ts';

test.beforeEach(async ({ sql }) => {
  await sql.begin((tx) => applyEvents(tx, recordEvents));
});

test('overdue payables of one currency, and what is wrong with one of them, in 4 clicks', async ({
  signedIn: page,
}) => {
  await page.goto('/');
  const { click, spent } = countEffort(page);
  await click(page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Invoices' }));
  const ageing = page.getByRole('region', { name: 'Open balance by age' });
  await click(ageing.getByRole('link', { name: 'USD', exact: true }));
  await expect(page).toHaveURL(/currency=USD/);
  await expect(page).toHaveURL(/overdue=true/);
  await expect(page.getByRole('row', { name: /CB-77/ })).toHaveCount(0);
  const row = page.getByRole('row', { name: /INV-20931/ }).first();
  await expect(row).toContainText('18 d overdue');
  await click(row.getByRole('link').first());
  await expect(page.getByText('Lines add up to USD 6,843.29, the invoice total is USD 6,743.29')).toBeVisible();
  expect(spent()).toBeLessThanOrEqual(4);
});

test('documents missing for the arrivals of the next days in 2 clicks', async ({ signedIn: page, sql }) => {
  await storeArrivals(sql, [{ id: 'job-papers', eta: 3, documents: ['packing_list'] }]);
  await page.goto('/');
  const { click, spent } = countEffort(page);
  await click(page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Documents' }));
  await click(page.getByRole('link', { name: /^Missing for arrivals/ }));
  const row = page.getByRole('row', { name: /PO-job-papers/ });
  await expect(row).toContainText('Commercial invoice');
  await expect(row).not.toContainText('Packing list');
  expect(spent()).toBe(2);
});

test('which box is past its free time, where and since when, in 2 clicks', async ({ signedIn: page }) => {
  await page.goto('/');
  const { click, spent } = countEffort(page);
  await click(page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Containers' }));
  await click(page.getByRole('link', { name: /^LFD passed/ }));
  const row = page.getByRole('row', { name: /CSQU3054383/ });
  await expect(row).toContainText('Los Angeles');
  await expect(row).toContainText(/[123] d .*past/);
  expect(spent()).toBe(2);
});

test('which items of an order are late, and on which box, in 3 clicks', async ({ signedIn: page }) => {
  await page.goto('/');
  const { click, spent } = countEffort(page);
  await click(page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Purchase orders' }));
  await click(page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: /^Late/ }));
  await click(
    page
      .getByRole('row', { name: /PO-4410/ })
      .getByRole('link', { name: 'PO-4410' })
      .first(),
  );
  await expect(page.getByRole('row', { name: /CH-100/ })).toContainText('5 d late');
  await expect(page.getByRole('row', { name: /CH-100/ })).toContainText('CSQU3054383');
  await expect(page.getByRole('row', { name: /TB-200/ })).not.toContainText('late');
  expect(spent()).toBe(3);
});

test('the command menu leads to an invoice, an item and a company in 2 keys and the text', async ({
  signedIn: page,
}) => {
  for (const [text, title] of [
    ['INV-20931', /INV-20931/],
    ['TB-200', /TB-200/],
    ['Evergreen Line', /Evergreen Line/],
  ] as const) {
    await page.goto('/');
    const { press, enter, spent } = countEffort(page);
    await press('Control+k');
    await expect(page.getByRole('combobox')).toBeFocused();
    await enter(text);
    await expect(page.getByRole('option', { name: title }).first()).toBeVisible();
    await press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
    expect(spent()).toBe(3);
  }
});

test('a spreadsheet of the rows and columns that are shown in 2 clicks', async ({ signedIn: page }) => {
  await page.goto('/invoices');
  const { click, spent } = countEffort(page);
  await click(page.getByRole('link', { name: /^Overdue/ }));
  await expect(page).toHaveURL(/overdue=true/);
  const shown = await page.getByRole('row', { name: /^Select (?!all)/ }).count();
  const downloaded = page.waitForEvent('download');
  await click(page.getByRole('link', { name: 'Excel' }));
  const download = await downloaded;
  expect(download.suggestedFilename()).toBe('invoices.xlsx');
  const book = read(readFileSync(await download.path()));
  const sheet = book.Sheets[book.SheetNames[0] ?? ''] ?? {};
  const [head, ...rows] = utils.sheet_to_json<string[]>(sheet, { header: 1 });
  expect(rows).toHaveLength(shown);
  expect(rows.map(([number]) => number)).toContain('INV-20931');
  expect(head).toEqual(expect.arrayContaining(['Invoice', 'Total', 'Total currency', 'Due']));
  expect(spent()).toBe(2);
});

test('a token for a program in 3 clicks and its name, used at once', async ({ signedIn: page, request }) => {
  await page.goto('/');
  const { click, enter, spent } = countEffort(page);
  await click(page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Settings' }));
  await click(page.getByRole('link', { name: 'API tokens' }));
  await page.getByLabel('Name').focus();
  await enter('Warehouse');
  await click(page.getByRole('button', { name: 'Issue a token' }));
  const made = page.getByText('Copy it now, it is not shown again: ');
  const token = (await made.textContent())?.replace(/.*: /, '');
  const answer = await request.get(`${url()}/api/v1/shipments`, { headers: { authorization: `Bearer ${token}` } });
  expect(answer.status()).toBe(200);
  expect(spent()).toBe(4);
});

test('values that were wrong this week, and why, in 4 clicks', async ({ signedIn: page, sql }) => {
  for (const [days, field] of [
    [2, 'eta'],
    [9, 'status'],
  ] as const)
    await sql`
      insert into drift (run_id, provider, event_id, entity_type, entity_id, field, cause, corrected_at)
      select gen_random_uuid(), 'flexport', gen_random_uuid(), 'shipment', id, ${field}, 'missed_webhook',
        now() - make_interval(days => ${days}) from shipments where external_id = '8672'`;
  await page.goto('/');
  const { click, choose, spent } = countEffort(page);
  await click(page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Reconciliation' }));
  await click(page.getByRole('link', { name: 'Corrected values' }));
  const rows = page.getByRole('row', { name: /Spring chairs/ });
  await expect(rows).toHaveCount(2);
  await choose(page.getByLabel('Corrected'), 'In 7 days');
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText('Missed webhook');
  expect(spent()).toBe(4);
});
