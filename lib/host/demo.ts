import { setTimeout as sleep } from 'node:timers/promises';
import { databaseUrl, openDatabase } from '#db/client.ts';
import { openMailbox } from '#lib/demo/mailbox.ts';
import { ensureDemoRules } from '#lib/demo/rules.ts';
import { type Api, CREDENTIALS, demoWorlds, runLive, State, startApi, type VirtualClock } from '#lib/emulator/index.ts';
import { env } from '#lib/env.ts';
import { messageOf } from '#lib/errors.ts';
import { print } from './print.ts';

/** The emulated world begins this many hours before now. */
const HOURS_BEFORE_NOW = 36;

/** The share of values that the emulated providers write in an unusual notation. */
const FOREIGN_NOTATION_SHARE = 0.02;

/** The emulated providers, mail server and Slack: the variables to reach them, and the function that plays the world. */
export type Demo = {
  variables: Record<string, string>;
  /** Sends their webhooks to this server, some twice, out of order or never; `reconcile` is called when missed ones can be found. */
  play(baseUrl: string, reconcile: () => Promise<unknown>): void;
  stop(): Promise<void>;
};

/**
 * Starts the emulated providers, and a mail server and a stand-in for Slack, to which the product then sends instead of those that
 * are configured. The clock of the world stands still until it is played.
 */
export async function openDemo(): Promise<Demo> {
  const begun = Date.now() - HOURS_BEFORE_NOW * 3_600_000;
  const state = new State(demoWorlds({}, begun), {
    seed: 7,
    unannounced: { silent: 0.05, sameTimestamp: 0.02, gone: 0 },
  });
  const faults = { accent: FOREIGN_NOTATION_SHARE };
  const api = await startApi({ state, faults: { flexport: faults, mvmnt: faults } });
  const mailbox = await openMailbox();
  await addRules(mailbox.slackUrl);
  const stop = new AbortController();
  let playing: Promise<unknown> = Promise.resolve();
  return {
    variables: { ...variablesOf(api), ...mailbox.variables, DEMO_URL: ownUrl() },
    play(baseUrl, reconcile) {
      print(`The messages of the notification rules arrive on ${baseUrl}/demo/mail`);
      playing = playWorld(baseUrl, state, reconcile, stop.signal);
    },
    async stop() {
      stop.abort();
      await playing;
      await api.refuse();
      await mailbox.stop();
    },
  };
}

/** The address of the pages for links in messages. */
function ownUrl(): string {
  const { HOST, PORT } = env();
  return `http://${HOST.includes(':') ? `[${HOST}]` : HOST}:${PORT}`;
}

/** Without AUTH_SECRET, which an external database needs, no rule can be stored. */
async function addRules(slackUrl: string): Promise<void> {
  const authSecret = env().AUTH_SECRET;
  if (!authSecret) return;
  const db = openDatabase(databaseUrl(), { max: 1 });
  try {
    await ensureDemoRules(db, { slackUrl, authSecret });
  } finally {
    await db.$client.end();
  }
}

type Reconcile = () => Promise<unknown>;

async function playWorld(baseUrl: string, state: State, reconcile: Reconcile, signal: AbortSignal): Promise<void> {
  const { raw } = env();
  const current = (key: string) => raw[key]?.split(',')[0] ?? '';
  try {
    await runLive({
      baseUrl,
      secrets: { flexport: current('FLEXPORT_WEBHOOK_SECRET'), mvmnt: current('MVMNT_WEBHOOK_TOKEN') },
      accent: FOREIGN_NOTATION_SHARE,
      chaos: { duplicates: 0.03, reorder: 0.05, drop: 0.01, unknownType: 0.002, badSignature: 0.002 },
      behindHours: HOURS_BEFORE_NOW,
      onLive: (clock) => void follow(state, clock, reconcile, signal),
      log: print,
      signal,
    });
  } catch (thrown) {
    print(`The emulated world stopped: ${messageOf(thrown)}`);
  }
}

/** Advances the APIs together with the webhooks. */
async function follow(state: State, clock: VirtualClock, reconcile: Reconcile, signal: AbortSignal): Promise<void> {
  state.skipTo(new Date(clock.now()));
  await sleep(20_000, undefined, { signal }).catch(() => {});
  if (!signal.aborted) {
    print('Reconciling with the emulated providers');
    void reconcile();
  }
  while (!signal.aborted) {
    state.skipTo(new Date(clock.now()));
    await sleep(1_000, undefined, { signal }).catch(() => {});
  }
}

function variablesOf({ urls }: Api): Record<string, string> {
  const { flexport, mvmnt } = CREDENTIALS;
  return {
    FLEXPORT_API_URL: urls.flexport,
    FLEXPORT_CLIENT_ID: flexport.clientId,
    FLEXPORT_CLIENT_SECRET: flexport.clientSecret,
    MVMNT_API_URL: `${urls.mvmnt}/v1`,
    MVMNT_TOKEN_URL: `${urls.mvmnt}/oauth2/token`,
    MVMNT_CLIENT_ID: mvmnt.clientId,
    MVMNT_CLIENT_SECRET: mvmnt.clientSecret,
  };
}
