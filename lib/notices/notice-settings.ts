import type { NoticeChannel } from '#lib/model/notice.ts';

/** What sending needs from the environment. */
export type NoticeSettings = {
  /** Null unless both `SMTP_URL` and `MAIL_FROM` are set. */
  mail: { url: string; from: string } | null;
  /** The origin of this installation, for links. */
  appUrl: string | null;
  /** Decrypts the URLs of Slack. */
  authSecret: string | null;
};

/** Reads the settings from the variables of the environment. */
export function noticeSettings(variables: Readonly<Record<string, string | undefined>>): NoticeSettings {
  const { SMTP_URL: url, MAIL_FROM: from, APP_URL, AUTH_SECRET } = variables;
  return {
    mail: url && from ? { url, from } : null,
    appUrl: APP_URL ? new URL(APP_URL).origin : null,
    authSecret: AUTH_SECRET ?? null,
  };
}

/** The channels that can be used; the rules of others wait. */
export function configuredChannels({ mail, authSecret }: NoticeSettings): NoticeChannel[] {
  return [...(mail ? (['email'] as const) : []), ...(authSecret ? (['slack'] as const) : [])];
}
