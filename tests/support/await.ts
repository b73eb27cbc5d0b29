import { setTimeout as sleep } from 'node:timers/promises';

/** How long a test waits for what must come, milliseconds: on a slow machine everything takes several times as long. */
export const PATIENCE_MS = 120_000;

/** Asks again and again until the answer is right, or says what it was last. */
export async function eventually<T>(ask: () => Promise<T>, right: (value: T) => boolean): Promise<T> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const value = await ask();
    if (right(value)) return value;
    if (Date.now() > deadline) throw new Error(`Still not so after ${PATIENCE_MS} ms: ${JSON.stringify(value)}`);
    await sleep(20);
  }
}
