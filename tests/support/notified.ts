import { afterAll } from 'vitest';
import { openDatabase } from '#db/client.ts';
import { now } from '#lib/clock.ts';
import type { ExceptionType, Severity } from '#lib/model/exception.ts';
import type { NoticeChannel, NoticeMilestone, NoticeTrigger } from '#lib/model/notice.ts';
import type { NoticeSchedule } from '#lib/model/notice-schedule.ts';
import { addRule } from '#lib/notices/rules.ts';
import { receive } from '#lib/pipeline.ts';
import { findProvider } from '#lib/providers/index.ts';
import { openRuntime, type Runtime } from '#lib/runtime.ts';
import { ownDatabase } from './database.ts';
import { type MailServer, startMailServer } from './mail-server.ts';
import { AUTH_SECRET, SECRETS } from './server.ts';
import { keyed, signed } from './signed.ts';
import { type SlackServer, startSlackServer } from './slack-server.ts';

type RuleOf = Partial<NoticeSchedule> & {
  channel?: NoticeChannel;
  target?: string;
  trigger?: NoticeTrigger;
  milestones?: NoticeMilestone[];
  severity?: Severity;
  exceptionTypes?: ExceptionType[];
  ownedOnly?: boolean;
  holdMinutes?: number;
  customer?: string;
  provider?: string;
  shipmentId?: string;
};

/** An installation with a database, a mail server and a Slack of its own. */
export type Notified = {
  runtime: Runtime;
  databaseUrl: string;
  variables: Record<string, string>;
  mail: MailServer;
  slack: SlackServer;
  /** Receives webhooks as the gateway does, and processes them and sends what follows as a call of the cron route does. */
  deliver(provider: 'flexport' | 'mvmnt', ...bodies: string[]): Promise<void>;
  /** Adds a rule with one recipient. Returns the secret of a webhook. */
  addRule(rule?: RuleOf): Promise<string | null>;
};

export const STAKEHOLDER = 'imports@harbour-home.example';
/** The targets of rules that name none; the others send to the stand-in for Slack. */
const TARGETS: Partial<Record<NoticeChannel, string>> = { email: STAKEHOLDER, app: '' };
export const APP_URL = 'https://fairlead.example.com';

const AT_ONCE: NoticeSchedule = {
  cadence: 'at_once',
  timeZone: 'UTC',
  quietFrom: null,
  quietUntil: null,
  quietWeekends: false,
};

/**
 * Starts it; it is stopped after the test file. `mailUser` is the user and password in the URL of the mail server; `settings` are
 * further variables, or other values of them.
 */
export async function startNotified({
  mailUser = '',
  settings = {},
}: {
  mailUser?: string;
  settings?: Record<string, string>;
} = {}): Promise<Notified> {
  const [mail, slack, databaseUrl] = await Promise.all([
    startMailServer({ auth: mailUser !== '' }),
    startSlackServer(),
    ownDatabase(),
  ]);
  const variables = {
    SMTP_URL: mailUser === '' ? mail.url : mail.url.replace('//', `//${mailUser}@`),
    MAIL_FROM: 'Fairlead <fairlead@example.com>',
    APP_URL,
    AUTH_SECRET,
    // Tests of confirmations have others.
    NOTICE_CONFIRMED_DOMAINS: 'harbour-home.example, example.com',
    ...settings,
  };
  const secrets: Record<string, readonly string[]> = SECRETS;
  const runtime = await openRuntime(databaseUrl, ({ name }) => secrets[name] ?? [], variables);
  const db = openDatabase(databaseUrl, { max: 1 });
  afterAll(async () => {
    await runtime.stop();
    await Promise.all([mail.stop(), slack.stop(), db.$client.end()]);
  });
  return {
    ...{ runtime, databaseUrl, variables, mail, slack },
    async deliver(name, ...bodies) {
      const provider = findProvider(name);
      if (!provider) throw new RangeError(name);
      for (const body of bodies) {
        const headers = name === 'flexport' ? signed(body) : keyed();
        const arrival = { headers, body: Buffer.from(body), receivedAt: now(), remote: '127.0.0.1' };
        const { status } = await receive(provider, arrival, runtime.receiver.contextOf(provider));
        if (status !== 200) throw new Error(`answered ${status}`);
      }
      await runtime.drain();
    },
    async addRule({ channel = 'email', target, trigger = 'milestone', milestones, ...rest } = {}) {
      const { customer = null, provider = null, shipmentId = null, ...given } = rest;
      const schedule = { ...AT_ONCE, ...given };
      const to = target ?? TARGETS[channel] ?? slack.url;
      const recipients = [{ channel, target: to }];
      const rule = { name: `Rule of ${channel}`, recipients, customer, provider, shipment: null, ...schedule };
      const all: NoticeMilestone[] = trigger === 'milestone' ? ['departed', 'arrived', 'delivered'] : [];
      const { severity = null, exceptionTypes = null, ownedOnly = false, holdMinutes = 5 } = rest;
      const told = { trigger, milestones: milestones ?? all, severity, exceptionTypes, ownedOnly, holdMinutes };
      const whole = { ...rule, ...told };
      const added = await addRule(db, 'ops@example.com', whole, { shipmentId, authSecret: AUTH_SECRET });
      return added.recipients[0]?.secret ?? null;
    },
  };
}
