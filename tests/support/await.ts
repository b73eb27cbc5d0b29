import { setTimeout as sleep } from 'node:timers/promises';

/** How long tests wait, milliseconds: slow machines take several times as long. */
export const PATIENCE_MS = 240_000;

/** Pauses between two polls, milliseconds: they grow by half, so that waiting takes little of the machine that is waited for. */
const PAUSE_MS = { first: 20, last: 250 };

/** Polls until a value is `right`; throws with the last value after `PATIENCE_MS`. */
export async function eventually<T>(read: () => Promise<T>, right: (value: T) => boolean): Promise<T> {
  const deadline = Date.now() + PATIENCE_MS;
  for (let pause = PAUSE_MS.first; ; pause = Math.min(pause * 1.5, PAUSE_MS.last)) {
    const value = await read();
    if (right(value)) return value;
    if (Date.now() > deadline)
      throw new Error(`Not reached within ${PATIENCE_MS} ms; last value: ${JSON.stringify(value)}`);
    await sleep(pause);
  }
}
