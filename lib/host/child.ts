import { setPriority } from 'node:os';
import { Misconfigured, messageOf } from '#lib/errors.ts';
import { log } from '#lib/log.ts';
import { stopWithin } from '#lib/stop-all.ts';
import { storeVitals } from '#lib/vitals.ts';
import type { FromChild, ToChild } from './messages.ts';
import { watchOwnVitals } from './own-vitals.ts';
import { releaseStartMemory } from './release-memory.ts';

/** A started part. `handle` gets the messages that are specific to it. */
export type Running = {
  variables?: Record<string, string>;
  handle?: (message: ToChild) => void;
  stop(): Promise<unknown>;
};

const HEARTBEAT_MS = 1_000;
const STOP_TIMEOUT_MS = 8_000;

/** Lower priority than gateway and PostgreSQL, so that webhooks are answered first. */
const NICENESS = 10;

/**
 * Runs a part of Fairlead in a process of its own. It reports to the parent when it is ready, and its vitals once a second. It
 * ends when the parent requests it or has ended: with 0, or with 1 if it could not start or did not stop cleanly.
 */
export async function runChild(start: () => Promise<Running>): Promise<void> {
  lowerPriority();
  let running: Running | undefined;
  let ending = false;
  const end = async (code: number) => {
    if (ending) return;
    ending = true;
    try {
      await stopWithin(STOP_TIMEOUT_MS, () => running?.stop());
    } catch (thrown) {
      log.error({ reason: messageOf(thrown) }, 'a process did not stop cleanly');
      process.exit(code || 1);
    }
    process.exit(code);
  };
  process.on('disconnect', () => void end(0));
  process.on('SIGTERM', () => void end(0));
  // Ctrl-C reaches the whole group; the parent ends its children in order.
  process.on('SIGINT', () => {});
  process.on('message', (message: ToChild) => {
    if (message.type === 'stop') void end(0);
    else if (message.type === 'vitals') storeVitals(message.vitals);
    else running?.handle?.(message);
  });
  beat();
  try {
    running = await start();
    sendToParent({ type: 'ready', ...(running.variables && { variables: running.variables }) });
    await releaseStartMemory();
  } catch (thrown) {
    const final = thrown instanceof Misconfigured;
    sendToParent({ type: 'failed', problems: final ? thrown.problems : [messageOf(thrown)], final });
    await end(1);
  }
}

/** Sends a message to the parent, if it still exists. */
export function sendToParent(message: FromChild): void {
  if (process.connected) process.send?.(message, () => {});
}

function beat(): void {
  const read = watchOwnVitals();
  setInterval(() => sendToParent({ type: 'vitals', vitals: read() }), HEARTBEAT_MS).unref();
}

function lowerPriority(): void {
  try {
    setPriority(NICENESS);
  } catch (thrown) {
    log.info({ reason: messageOf(thrown) }, 'this process keeps the priority that it was started with');
  }
}
