import { setTimeout as sleep } from 'node:timers/promises';

/** Polls until a value is `right`; throws with the last value after `within` milliseconds. */
export async function eventually<T>(read: () => Promise<T>, right: (value: T) => boolean, within = 20_000): Promise<T> {
  const deadline = Date.now() + within;
  for (;;) {
    const value = await read();
    if (right(value)) return value;
    if (Date.now() > deadline) throw new Error(`Not reached within ${within} ms; last value: ${JSON.stringify(value)}`);
    await sleep(20);
  }
}
