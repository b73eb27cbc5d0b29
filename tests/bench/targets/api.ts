/**
 * The emulated forwarder with that many shipments, in a process of its own: `node api.ts 100000`. Prints its URL; each line
 * on standard input sets its response time in milliseconds.
 */
import { createInterface } from 'node:readline';
import { createWorld, State, startApi } from '#lib/emulator/index.ts';
import { orExit, readNumbers } from '#lib/flags.ts';

const DAY = 86_400_000;
const [shipments = 100_000] = orExit(() => readNumbers('Usage: node api.ts [shipments]', ['shipments']));
const start = new Date('2025-01-01T00:00:00Z');
const world = createWorld({
  seed: 'bench',
  start,
  shipments,
  shipmentIntervalMs: DAY / shipments,
  providers: ['flexport'],
});
const state = new State([world]);
state.skipTo(new Date(start.getTime() + 20 * DAY));
const api = await startApi({ state, perMinute: 1e9 });
process.stdout.write(`${JSON.stringify({ urls: api.urls, now: state.now })}\n`);
for await (const line of createInterface({ input: process.stdin })) api.faults.flexport.lagMs = Number(line);
