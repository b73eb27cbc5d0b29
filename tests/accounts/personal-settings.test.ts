import { afterAll, expect, it } from 'vitest';
import { startAddress } from '#app/(dashboard)/start/start-address.ts';
import { openDatabase } from '#db/client.ts';
import { readPersonalSettings, savePersonalSettings } from '#db/queries/personal-settings.ts';
import { removeView, saveView } from '#db/queries/saved-views.ts';
import { addUser } from '#lib/auth/users.ts';
import { NOTHING_PERSONAL, type PersonalSettings } from '#lib/model/personal.ts';
import { ownDatabase } from '#tests/support/database.ts';

const db = openDatabase(await ownDatabase(), { max: 2 });
const sql = db.$client;
afterAll(() => sql.end());

async function newUser(email: string): Promise<string> {
  await addUser(db, email, { email, name: null, role: 'viewer', password: null });
  const [row] = await sql<{ id: string }[]>`select id from users where email = ${email}`;
  return row?.id ?? '';
}
const [ada, ben] = [await newUser('ada@example.com'), await newUser('ben@example.com')];

it('each user sees the pages in their own way, and as installed before they chose one', async () => {
  const chosen: PersonalSettings = {
    timeZone: 'Asia/Kolkata',
    units: 'us',
    titleType: 'house_bill',
    language: null,
    startPage: '/calendar',
  };
  await savePersonalSettings(db, ada, chosen);
  expect(await readPersonalSettings(db, ada)).toEqual(chosen);
  expect(await readPersonalSettings(db, ben)).toEqual(NOTHING_PERSONAL);
  await savePersonalSettings(db, ada, { ...chosen, timeZone: null });
  expect(await readPersonalSettings(db, ada)).toEqual({ ...chosen, timeZone: null });
});

it('a start page is a page, or a saved view that the user has, as long as it exists', async () => {
  const search = '?mode=air&sort=eta';
  await saveView(db, { userId: ben, list: '/shipments', name: 'By air', search });
  const [{ id } = { id: '' }] = await sql<{ id: string }[]>`select id from saved_views`;
  const view = `view:${id}`;
  expect(await startAddress(db, ben, view)).toBe(`/shipments${search}`);
  expect(await startAddress(db, ada, view)).toBeNull();

  await saveView(db, { userId: ben, list: '/shipments', name: 'By air', search, shared: true });
  expect(await startAddress(db, ada, view)).toBe(`/shipments${search}`);
  await removeView(db, ben, id);
  expect(await startAddress(db, ada, view)).toBeNull();

  expect(await startAddress(db, ada, '/exceptions')).toBe('/exceptions');
  for (const wrong of ['/sign-in', '//evil.example', 'https://evil.example', 'view:', "view:'", '/shipments/1']) {
    expect(await startAddress(db, ada, wrong), wrong).toBeNull();
  }
});
