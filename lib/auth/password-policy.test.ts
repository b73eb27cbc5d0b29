import { expect, it } from 'vitest';
import common from './common-passwords.json' with { type: 'json' };
import { passwordWeakness } from './password-policy.ts';

const ABOUT = ['ada.lovelace@harbour-works.example', 'Ada Lovelace'];

it.each(['1234567890', 'qwertyuiop', 'Password123', '1q2w3e4r5t', 'PASSWORD1234', 'iloveyou12'])(
  'a password that everybody tries first is refused: %s',
  (password) => expect(passwordWeakness(password, ABOUT)).toMatch(/too common/),
);

it('at least the 3,000 most frequent that are long enough are known (ASVS 6.2.4)', () => {
  expect(common.digests.length / 8).toBeGreaterThanOrEqual(3_000);
});

it.each(['fairlead2026', 'Fairlead!Fairlead!', 'lovelace-1815', 'adalovelace', 'HarbourWorks1', 'admin-freight-1'])(
  'a password made of what others know is refused: %s',
  (password) => expect(passwordWeakness(password, ABOUT)).toMatch(/too similar to a name/),
);

it.each([
  'harbour-light-42',
  'a fairlead guides the rope',
  'пароль-из-слов',
  '🚢🚢⚓️🌊🚢⚓️🌊🚢 lamp post',
  `${'x'.repeat(40)}y1z2w3`,
])('any other of ten characters or more is taken as it is: %s', (password) =>
  expect(passwordWeakness(password, ABOUT)).toBeNull(),
);

it('says how long it has to be', () => {
  expect(passwordWeakness('lamp-post', ABOUT)).toMatch(/10 characters/);
  expect(passwordWeakness('lamp-post '.repeat(200), ABOUT)).toMatch(/1024 characters/);
});
