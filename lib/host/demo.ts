import { runLive } from '#lib/emulator/index.ts';
import { env } from '#lib/env.ts';
import { messageOf } from '#lib/errors.ts';
import { say } from './say.ts';

/** Lets the emulated world deliver to this server, some of it twice or in the wrong order. Returns what stops it. */
export async function playDemo(baseUrl: string): Promise<() => Promise<void>> {
  const { raw } = env();
  const stop = new AbortController();
  const current = (key: string) => raw[key]?.split(',')[0] ?? '';
  const playing = runLive({
    baseUrl,
    secrets: { flexport: current('FLEXPORT_WEBHOOK_SECRET'), mvmnt: current('MVMNT_WEBHOOK_TOKEN') },
    chaos: { duplicates: 0.03, reorder: 0.05, unknownType: 0.002, badSignature: 0.002 },
    log: say,
    signal: stop.signal,
  }).catch((thrown: unknown) => say(`The emulated world stopped: ${messageOf(thrown)}`));
  return async () => {
    stop.abort();
    await playing;
  };
}
