import { lookup } from '#lib/model/lookup.ts';
import { domainsIn } from '#lib/model/mail-domain.ts';
import { NOTICE_CHANNELS, type NoticeChannel } from '#lib/model/notice.ts';
import type { SlackSettings } from './slack/web-api.ts';

/** What sending needs from the environment. */
export type NoticeSettings = {
  /** Null unless both `SMTP_URL` and `MAIL_FROM` are set. */
  mail: { url: string; from: string } | null;
  /** The address to whose variants bounces are sent; null if the sender gets them. */
  bounceAddress: string | null;
  /** The origin of this installation, for links; of the demo the one that it listens on. */
  appUrl: string | null;
  /** Decrypts the URLs of Slack, Teams and webhooks. */
  authSecret: string | null;
  /** Whether messages may be sent to private networks and to this machine. */
  allowsPrivateNetworks: boolean;
  /** The bot of Slack; null unless `SLACK_BOT_TOKEN` is set. */
  slack: SlackSettings | null;
  /** The domains whose e-mail addresses need no confirmation, in lower case. */
  confirmedDomains: readonly string[];
};

/** Reads the settings from the variables of the environment. */
export function noticeSettings(variables: Readonly<Record<string, string | undefined>>): NoticeSettings {
  const {
    SMTP_URL: url,
    MAIL_FROM: from,
    APP_URL,
    DEMO_URL,
    AUTH_SECRET,
    NOTICE_PRIVATE_NETWORKS,
    SLACK_BOT_TOKEN,
    SLACK_API_URL,
  } = variables;
  const address = APP_URL ?? DEMO_URL;
  return {
    mail: url && from ? { url, from } : null,
    bounceAddress: variables.MAIL_BOUNCE_ADDRESS ?? null,
    appUrl: address ? new URL(address).origin : null,
    authSecret: AUTH_SECRET ?? null,
    allowsPrivateNetworks: NOTICE_PRIVATE_NETWORKS === 'true',
    slack: SLACK_BOT_TOKEN ? { token: SLACK_BOT_TOKEN, apiUrl: SLACK_API_URL || 'https://slack.com/api' } : null,
    confirmedDomains: domainsIn(variables.NOTICE_CONFIRMED_DOMAINS),
  };
}

/** The channels that can be used; the rules of others wait. */
export function configuredChannels({ mail, authSecret }: NoticeSettings): NoticeChannel[] {
  const isConfigured = { email: mail !== null, app: true };
  return NOTICE_CHANNELS.filter((channel) => lookup(isConfigured, channel) ?? authSecret !== null);
}
