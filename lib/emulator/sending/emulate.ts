import { setTimeout as sleep } from 'node:timers/promises';
import { type Api, CREDENTIALS, startApi } from '#lib/emulator/api/server.ts';
import { State } from '#lib/emulator/api/state.ts';
import { demoWorlds, virtualClock } from '#lib/emulator/world/demo-world.ts';
import type { EmulatedDelivery } from '#lib/emulator/world/index.ts';
import { HOUR } from '#lib/emulator/world/local-time.ts';
import { env } from '#lib/env.ts';
import { MISUSE_CODE, Misuse, readFlags, readNumber } from '#lib/flags.ts';
import { deliverAll, type Secrets } from './deliver.ts';
import { type Env, findSecret, SECRET_KEYS } from './secrets.ts';

type Out = (text: string) => void;

const USAGE = `Emulates the REST APIs of Flexport and MVMNT and, with --to, sends the webhooks of the same shipments.

Usage: npm run emulator -- [--port 4010] [--to http://localhost:3000] [--seed 7] [--shipments 150] [--speed 30] [--behind 36]

  --to         also sends the webhooks there, history first
  --shipments  how many exist before the emulation starts
  --speed      simulated seconds per second, until the real clock is reached
  --behind     how many hours before the real clock the emulation starts

Faults, each a share of the requests or shipments from 0 to 1:
  --throttle   429 with Retry-After
  --fail       500, 502 or 503
  --slow       delayed responses
  --restless   rows that move between the pages of a list
  --notation   other notations: offsets, empty texts, the order of lists
  --accent     values as other systems write them
  --silent     changes without a webhook
  --sly        changes without a webhook and without a new updated_at
  --gone       shipments that are deleted when they are completed
`;

const TEXTS = ['port', 'to', 'seed', 'shipments', 'speed', 'behind'] as const;
const SHARES = ['throttle', 'fail', 'slow', 'restless', 'notation', 'accent', 'silent', 'sly', 'gone'] as const;
type Name = (typeof TEXTS)[number] | (typeof SHARES)[number];

type Settings = {
  to: string | null;
  seed: string;
  numbers: Record<Exclude<Name, 'to' | 'seed'>, number>;
};

const NORMAL = { port: 4010, shipments: 150, speed: 30, behind: 36 };

/** Throws `Misuse` for unknown arguments. */
function readSettings(argv: readonly string[]): Settings {
  const options = Object.fromEntries([...TEXTS, ...SHARES].map((name) => [name, { type: 'string' as const }]));
  const values = readFlags(USAGE, { args: [...argv], options }).values as Partial<Record<Name, string>>;
  const number = (name: Name, normal: number) =>
    [name, readNumber(USAGE, `--${name}`, values[name] ?? String(normal))] as const;
  const given = [
    ...Object.entries(NORMAL).map(([name, normal]) => number(name as Name, normal)),
    ...SHARES.map((name) => number(name, 0)),
  ];
  const numbers = Object.fromEntries(given) as Settings['numbers'];
  return { to: values.to?.replace(/\/$/, '') ?? null, seed: values.seed ?? '7', numbers };
}

function describe({ urls }: Api): string {
  const { flexport, mvmnt } = CREDENTIALS;
  return `Flexport  ${urls.flexport}      key ${flexport.apiKey}, or client ${flexport.clientId} with ${flexport.clientSecret}
MVMNT     ${urls.mvmnt}/v1     client ${mvmnt.clientId} with ${mvmnt.clientSecret}, token at ${urls.mvmnt}/oauth2/token

  curl -H 'Authorization: Bearer ${flexport.apiKey}' '${urls.flexport}/shipments?per=2&sort=updated_at&direction=desc'
  curl -H 'Authorization: Bearer ${flexport.apiKey}' '${urls.flexport}/events?per=1'
  TOKEN=$(curl -s -d grant_type=client_credentials -d client_id=${mvmnt.clientId} -d client_secret=${mvmnt.clientSecret} \\
    ${urls.mvmnt}/oauth2/token | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')
  curl -H "Authorization: Bearer $TOKEN" -d '{"pageSize":2}' ${urls.mvmnt}/v1/shipments/filter
`;
}

/** Null when a secret is missing; an error has been printed then. */
async function findSecrets(environment: Env, out: Out): Promise<Secrets | null> {
  const [flexport, mvmnt] = [await findSecret('flexport', environment), await findSecret('mvmnt', environment)];
  if (flexport && mvmnt) return { flexport, mvmnt };
  out(
    `No secrets: set ${Object.values(SECRET_KEYS).join(' and ')}, or start the server once so that it writes them.\n`,
  );
  return null;
}

type Send = (deliveries: readonly EmulatedDelivery[]) => Promise<void>;

function sender(baseUrl: string, secrets: Secrets, signal: AbortSignal): Send {
  return async (deliveries) => {
    await deliverAll(deliveries, { baseUrl, secrets, signal, concurrency: 8, backoffMs: 1000 });
  };
}

/** Advances the world until the signal aborts. */
async function runWorld(
  state: State,
  { numbers }: Settings,
  startedAt: number,
  send: Send | null,
  signal: AbortSignal,
) {
  const behind = numbers.behind * HOUR;
  const step = async (until: number) => {
    if (send) await send(state.advanceTo(new Date(until)));
    else state.skipTo(new Date(until));
  };
  const from = startedAt - behind;
  for (let at = state.nextAt ?? from; at < from && !signal.aborted; at += 6 * HOUR) await step(at);
  const clock = virtualClock(Date.now(), behind, numbers.speed);
  while (!signal.aborted) {
    await step(clock.now());
    await sleep(1000, undefined, { signal }).catch(() => {});
  }
}

/** The command line. Runs until the signal aborts. Returns the exit code: 0, or 2 for unknown arguments. */
export async function emulate(argv: readonly string[], environment: Env, out: Out, signal: AbortSignal) {
  let settings: Settings;
  try {
    settings = readSettings(argv);
  } catch (thrown) {
    if (!(thrown instanceof Misuse)) throw thrown;
    out(`${thrown.message}\n`);
    return MISUSE_CODE;
  }
  const { to, seed, numbers } = settings;
  const secrets = to ? await findSecrets(environment, out) : null;
  if (to && !secrets) return 2;
  const startedAt = Date.now();
  const worlds = demoWorlds({ seed, shipments: numbers.shipments }, startedAt - numbers.behind * HOUR);
  const { port, silent, sly, gone, throttle, fail, slow, restless: movingRows, notation, accent } = numbers;
  const faults = { throttle, fail, slow, movingRows, notation, accent };
  const state = new State(worlds, { seed, unannounced: { silent, sameTimestamp: sly, gone } });
  const api = await startApi({ state, port, seed, faults: { flexport: faults, mvmnt: faults } });
  out(describe(api));
  await runWorld(state, settings, startedAt, to && secrets ? sender(to, secrets, signal) : null, signal);
  await api.refuse();
  return 0;
}

if (import.meta.main) {
  const stop = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort());
  process.exitCode = await emulate(process.argv.slice(2), env().raw, (text) => process.stdout.write(text), stop.signal);
}
