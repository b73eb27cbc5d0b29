import { setTimeout as sleep } from 'node:timers/promises';

/** Asks again and again until the answer is right, or says what it was last. Milliseconds. */
export async function eventually<T>(ask: () => Promise<T>, right: (value: T) => boolean, within = 20_000): Promise<T> {
  const deadline = Date.now() + within;
  for (;;) {
    const value = await ask();
    if (right(value)) return value;
    if (Date.now() > deadline) throw new Error(`Still not so after ${within} ms: ${JSON.stringify(value)}`);
    await sleep(20);
  }
}
