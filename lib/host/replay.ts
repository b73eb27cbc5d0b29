/** Replays events of a running Fairlead from the command line, through its REST API. */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { env } from '#lib/env.ts';
import { MISUSE_CODE, readFlags } from '#lib/flags.ts';
import { print } from './print.ts';
import { readDotEnv, runCommand } from './run-command.ts';

const ROOT = join(import.meta.dirname, '../..');

const USAGE = `Processes stored events again, in the background. Events that were applied have no second effect.

Usage: npm run replay -- --status dead_letter --provider <name> --since 2026-03-01 --type <type> [--dry-run]

  --status    dead_letter, unmapped, ignored or processed
  --provider  only events of this provider
  --type      only events of this type, by the provider's own name
  --key       only the event with this idempotency key
  --entity    only events about a shipment or record: its id or reference
  --q         only events of deliveries with this text in the payload
  --since     only events received on or after this day or time, UTC
  --until     only events received on or before this day or time, UTC
  --dry-run   only print the count
  --url       the address of Fairlead; default http://localhost:PORT

At least one filter is needed. API_TOKEN is read from the environment, .env or the data folder.`;

const TEXT = { type: 'string' } as const;
const NAMES = ['status', 'provider', 'type', 'key', 'entity', 'q', 'since', 'until'] as const;
const FILTERS = Object.fromEntries(NAMES.map((name) => [name, TEXT])) as Record<(typeof NAMES)[number], typeof TEXT>;

type Answer = { data: { matching: number; replayed: number; next: string | null } };

async function main(): Promise<number> {
  const { values } = readFlags(USAGE, {
    options: { ...FILTERS, url: TEXT, 'dry-run': { type: 'boolean' }, help: { type: 'boolean' } },
  });
  const query = new URLSearchParams();
  for (const name of NAMES) if (values[name] !== undefined) query.set(name, values[name]);
  if (values.help || query.size === 0) {
    print(USAGE);
    return values.help ? 0 : MISUSE_CODE;
  }
  readDotEnv();
  const base = String(values.url ?? `http://localhost:${env().PORT}`).replace(/\/$/, '');
  if (values['dry-run']) {
    const { matching } = await post(base, new URLSearchParams([...query, ['dryRun', 'true']]));
    print(`${matching} events match; nothing was replayed.`);
    return 0;
  }
  let total = 0;
  for (let after: string | null = null; ; ) {
    const { replayed, next } = await post(base, after ? new URLSearchParams([...query, ['after', after]]) : query);
    total += replayed;
    if (next === null) break;
    print(`${total} so far`);
    after = next;
  }
  print(`${total} events are processed again, in the background.`);
  return 0;
}

async function post(base: string, query: URLSearchParams): Promise<Answer['data']> {
  const response = await fetch(`${base}/api/v1/deliveries/replay?${query}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token()}` },
  });
  const body = (await response.json()) as Answer & { detail?: string };
  if (!response.ok) throw new Error(body.detail ?? `Fairlead answered ${response.status}`);
  return body.data;
}

function token(): string {
  const file = join(resolve(ROOT, env().DATA_DIR), 'secrets.json');
  const kept = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { API_TOKEN?: string }) : {};
  const found = env().API_TOKEN ?? kept.API_TOKEN;
  if (!found) throw new Error('API_TOKEN is neither in the environment nor in the data folder');
  return found;
}

runCommand(main);
