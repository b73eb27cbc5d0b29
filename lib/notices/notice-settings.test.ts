import { describe, expect, it } from 'vitest';
import { parseEnv } from '#lib/env.ts';
import { configuredChannels, noticeSettings } from './notice-settings.ts';

const MAIL = { SMTP_URL: 'smtp://mail.example.com:587', MAIL_FROM: 'Fairlead <fairlead@example.com>' };

describe('the variables of a mail server', () => {
  it.each([
    [{ SMTP_URL: MAIL.SMTP_URL }, 'MAIL_FROM must be set where SMTP_URL is'],
    [{ ...MAIL, SMTP_URL: 'mail.example.com' }, 'SMTP_URL must be a URL that starts with smtp:// or smtps://'],
    [{ ...MAIL, MAIL_FROM: 'Fairlead' }, 'MAIL_FROM must be an e-mail address or Name <address>'],
    [
      { ...MAIL, MAIL_FROM: 'a@example.com\nBcc: b@example.com' },
      'MAIL_FROM must be an e-mail address or Name <address>',
    ],
  ])('%j stop the start: %s', (variables, problem) => {
    expect(() => parseEnv(variables)).toThrow(problem);
  });

  it.each(['fairlead@example.com', 'Fairlead <fairlead@example.com>', '<fairlead@example.com>'])(
    'accept %s',
    (from) => {
      expect(parseEnv({ ...MAIL, MAIL_FROM: from }).MAIL_FROM).toBe(from);
    },
  );
});

it('a channel is used only with its variables', () => {
  expect(configuredChannels(noticeSettings({}))).toEqual(['app']);
  expect(configuredChannels(noticeSettings(MAIL))).toEqual(['email', 'app']);
  expect(configuredChannels(noticeSettings({ AUTH_SECRET: 'x' }))).toEqual(['slack', 'teams', 'webhook', 'app']);
});
