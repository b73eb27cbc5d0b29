import { applyEvents } from '#lib/projections/apply.ts';
import { recordEvents } from '#tests/support/records.ts';
import { confirm } from './confirm.ts';
import { countEffort } from './effort.ts';
import { expect, expectAccessible, test, url } from './fixtures.ts';

test('a shipment is shared in 4 clicks and a name, opened by a stranger who can go nowhere else, and ended', async ({
  signedIn: page,
  browser,
  sql,
}) => {
  await sql.begin((tx) => applyEvents(tx, recordEvents));
  const [shipment] = await sql`select id from shipments where external_id = '8672'`;
  await page.goto(`/shipments/${shipment?.id}`);
  const { click, enter, spent } = countEffort(page);
  await click(page.getByRole('link', { name: 'Share', exact: true }));
  const links = page.getByRole('region', { name: 'Shared links' });
  await click(links.getByLabel('For whom'));
  await enter('Ms Okafor');
  await click(links.getByLabel('Containers'));
  await click(links.getByRole('button', { name: 'Create link' }));
  expect(spent()).toBe(5);
  const result = await links.getByRole('status').textContent();
  const path = /\/shared\/[\w-]{43}/.exec(result ?? '')?.[0] ?? '';
  expect(path).not.toBe('');
  await expectAccessible(page);

  const context = await browser.newContext();
  const stranger = await context.newPage();
  const blocked: string[] = [];
  stranger.on('console', (message) => message.type() === 'error' && blocked.push(message.text()));
  await stranger.goto(url() + path);
  await expect(stranger.getByRole('heading', { level: 1 })).toHaveText('PO-4410');
  await expect(stranger.getByText('Shared with Ms Okafor')).toBeVisible();
  await expect(stranger.getByRole('region', { name: 'Milestones', exact: true })).toContainText('Departed');
  await expect(stranger.getByText('CSQU3054383')).toHaveCount(0);
  await expect(stranger.getByRole('link')).toHaveCount(0);
  await expectAccessible(stranger);
  expect(blocked).toEqual([]);
  await stranger.getByRole('button', { name: '简体中文' }).click();
  await expect(stranger.getByRole('region', { name: '节点', exact: true })).toContainText('已出发');
  await expect(stranger.locator('[lang="zh"]').first()).toContainText('分享给 Ms Okafor');
  await expectAccessible(stranger);
  await stranger.goto(`${url()}/shipments/${shipment?.id}`);
  await expect(stranger).toHaveURL(/sign-in/);

  await page.reload();
  // Once in each language.
  await expect(links.getByRole('row', { name: /Ms Okafor/ })).toContainText('2 ×');
  await links.getByRole('button', { name: 'Revoke: Ms Okafor' }).click();
  await confirm(page, 'Revoke');
  await expect(links.getByRole('row', { name: /Ms Okafor/ })).toContainText('Revoked');
  await stranger.goto(url() + path);
  await expect(stranger.getByRole('heading', { level: 1 })).toHaveText('This link does not work');
  await context.close();
});

test('a view is shared in the columns that are chosen', async ({ signedIn: page, sql }) => {
  await sql.begin((tx) => applyEvents(tx, recordEvents));
  await page.goto('/containers?q=CSQU');
  await page.getByRole('link', { name: 'Share' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Share containers');
  await page.getByLabel('For whom').fill('Mr Sato');
  const where = ['Terminal', 'Arrival or ETA', 'Discharged', 'Available', 'Picked up', 'Empty due'];
  for (const column of ['Last free day', 'Holds', 'Shipment', ...where])
    await page.getByLabel(column, { exact: true }).uncheck();
  await page.getByLabel('Type and size', { exact: true }).check();
  await page.getByRole('button', { name: 'Create link' }).click();
  const result = await page.getByRole('status').filter({ hasText: '/shared/' }).textContent();
  await page.goto(/\/shared\/[\w-]{43}/.exec(result ?? '')?.[0] ?? '');
  await expect(page.getByRole('columnheader')).toHaveText(['Container', 'Type and size']);
  await expect(page.getByRole('row', { name: /CSQU3054383/ })).toBeVisible();
});

test('a shipment is printed on one sheet, without the frame of the page', async ({ signedIn: page, sql }) => {
  await sql.begin((tx) => applyEvents(tx, recordEvents));
  const [shipment] = await sql`select id from shipments where external_id = '8672'`;
  await page.goto(`/shipments/${shipment?.id}`);
  const code = page.getByRole('img', { name: /This shipment/ });
  await expect(code).toBeHidden();
  await page.emulateMedia({ media: 'print' });
  await expect(code).toBeVisible();
  await expect(page.getByRole('navigation')).toHaveCount(0);
  const pdf = await page.pdf({ preferCSSPageSize: true });
  expect(pdf.toString('latin1').match(/\/Type \/Page\b(?!s)/g)).toHaveLength(1);
});
