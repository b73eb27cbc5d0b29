import { expect, it } from 'vitest';
import common from './common-passwords.json' with { type: 'json' };
import { passwordWeakness } from './password-policy.ts';

const ABOUT = ['ada.lovelace@harbour-works.example', 'Ada Lovelace'];

it.each(['1234567890', 'qwertyuiop', 'Password123', '1q2w3e4r5t', 'PASSWORD1234', 'iloveyou12'])(
  'a common password is rejected: %s',
  (password) => expect(passwordWeakness(password, ABOUT)).toMatch(/too common/),
);

it('the list has at least the 3,000 most frequent passwords that are long enough (ASVS 6.2.4)', () => {
  expect(common.digests.length / 8).toBeGreaterThanOrEqual(3_000);
});

it.each(['fairlead2026', 'Fairlead!Fairlead!', 'lovelace-1815', 'adalovelace', 'HarbourWorks1', 'admin-freight-1'])(
  'a password that consists of known words is rejected: %s',
  (password) => expect(passwordWeakness(password, ABOUT)).toMatch(/too similar to a name/),
);

it.each([
  'harbour-light-42',
  'a fairlead guides the rope',
  'пароль-из-слов',
  '🚢🚢⚓️🌊🚢⚓️🌊🚢 lamp post',
  `${'x'.repeat(40)}y1z2w3`,
])('any other password of ten characters or more is accepted unchanged: %s', (password) =>
  expect(passwordWeakness(password, ABOUT)).toBeNull(),
);

it('a password of the wrong length is rejected with the limit', () => {
  expect(passwordWeakness('lamp-post', ABOUT)).toMatch(/10 characters/);
  expect(passwordWeakness('lamp-post '.repeat(200), ABOUT)).toMatch(/1024 characters/);
});
