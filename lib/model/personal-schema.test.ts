import { describe, expect, it } from 'vitest';
import { personalForm } from './personal-schema.ts';

const PLAIN = { language: '', clock: 'place', timeZone: 'Europe/Berlin', units: '', titleType: '', startPage: '' };
const NONE = { language: null, timeZone: null, units: null, titleType: null, startPage: null };

describe('how a user wants to see the pages', () => {
  it('is as installed where nothing is chosen; the time zone counts only if it is wanted', () => {
    expect(personalForm.parse(PLAIN)).toEqual(NONE);
    expect(personalForm.parse({ ...PLAIN, clock: 'utc' })).toEqual({ ...NONE, timeZone: 'UTC' });
    expect(personalForm.parse({ ...PLAIN, clock: 'own' })).toEqual({ ...NONE, timeZone: 'Europe/Berlin' });
    expect(personalForm.parse({ ...PLAIN, language: 'de' })).toEqual({ ...NONE, language: 'de' });
    // Browsers leave out fields that are not shown.
    const { timeZone: _, ...without } = PLAIN;
    expect(personalForm.parse(without)).toEqual(NONE);
  });

  it('has time zones as IANA spells them', () => {
    expect(personalForm.parse({ ...PLAIN, clock: 'own', timeZone: ' america/new_york ' }).timeZone).toBe(
      'America/New_York',
    );
    expect(personalForm.parse({ ...PLAIN, clock: 'own', timeZone: 'Asia/Kolkata' }).timeZone).toBe('Asia/Kolkata');
  });

  it.each([
    [{ language: 'fr' }, 'language'],
    [{ clock: 'mine' }, 'clock'],
    [{ clock: 'own', timeZone: 'Moon/Tranquility' }, 'timeZone'],
    [{ clock: 'own', timeZone: '' }, 'timeZone'],
    [{ clock: 'own', timeZone: '+05:30' }, 'timeZone'],
    [{ units: 'imperial' }, 'units'],
    [{ titleType: 'invoice' }, 'titleType'],
    [{ startPage: `/shipments?q=${'x'.repeat(200)}` }, 'startPage'],
  ])('%j is rejected beside its field', (wrong, field) => {
    const parsed = personalForm.safeParse({ ...PLAIN, ...wrong });
    expect(parsed.error?.issues.map(({ path }) => path[0])).toEqual([field]);
  });
});
