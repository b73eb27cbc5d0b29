import { runLive } from '#lib/emulator/index.ts';
import { env } from '#lib/env.ts';
import { say } from './say.ts';

/** Lets the emulated world deliver to this server. Returns what stops it. */
export async function playDemo(baseUrl: string): Promise<() => Promise<void>> {
  const { raw } = env();
  const stop = new AbortController();
  const secrets = Object.fromEntries(
    Object.entries({ flexport: raw['FLEXPORT_WEBHOOK_SECRET'], mvmnt: raw['MVMNT_WEBHOOK_TOKEN'] }).map(
      ([name, secret]) => [name, secret?.split(',')[0] ?? ''],
    ),
  );
  return async () => stop.abort();
}
