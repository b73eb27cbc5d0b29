import { setTimeout as sleep } from 'node:timers/promises';

/** How long tests wait, milliseconds: slow machines take several times as long. */
export const PATIENCE_MS = 240_000;

/** Polls until a value is `right`; throws with the last value after `PATIENCE_MS`. */
export async function eventually<T>(read: () => Promise<T>, right: (value: T) => boolean): Promise<T> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const value = await read();
    if (right(value)) return value;
    if (Date.now() > deadline)
      throw new Error(`Not reached within ${PATIENCE_MS} ms; last value: ${JSON.stringify(value)}`);
    await sleep(20);
  }
}
