import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { Database } from '#db/client.ts';
import { inboxHealth, reconciliationHealth } from '#db/queries/health.ts';
import { sourceHealth } from '#db/queries/source-health.ts';

/** How long the latest deliveries of a provider took to answer here, milliseconds. */
type Answers = Readonly<Record<string, { p50: number; p99: number } | null>>;

const DAY = 'within the last 24 hours';
let ofProcess: Registry | undefined;

/** How Fairlead does, in the text format of Prometheus; the media type is that of `register.contentType`. */
export async function readMetrics(db: Database, answers: Answers): Promise<{ type: string; text: string }> {
  const providers = Object.keys(answers);
  const [inbox, sources, reconciled] = await Promise.all([
    inboxHealth(db),
    sourceHealth(db, providers),
    reconciliationHealth(db),
  ]);
  const register = new Registry();
  const gauge = (name: string, help: string, ...labelNames: string[]) =>
    new Gauge({ name: `fairlead_${name}`, help, labelNames, registers: [register] });

  const waiting = gauge('inbox_events', 'Events that are stored and not applied, by state', 'state');
  for (const state of ['pending', 'parked', 'buried'] as const) waiting.set({ state }, inbox[state]);
  gauge('inbox_oldest_pending_seconds', 'Age of the oldest pending event').set(inbox.oldestPendingSeconds);

  const last = gauge('source_last_delivery_timestamp_seconds', 'When a provider last delivered', 'provider');
  const refused = gauge('source_refused', 'Requests turned away at the door within the last hour', 'provider');
  for (const { provider, lastAt, rejected } of sources) {
    if (lastAt) last.set({ provider }, Date.parse(lastAt) / 1_000);
    refused.set({ provider }, rejected);
  }

  const took = gauge(
    'webhook_answer_seconds',
    'Until the latest deliveries were answered here',
    'provider',
    'quantile',
  );
  for (const [provider, times] of Object.entries(answers)) {
    if (times) took.set({ provider, quantile: '0.5' }, times.p50 / 1_000);
    if (times) took.set({ provider, quantile: '0.99' }, times.p99 / 1_000);
  }

  const age = gauge('reconciliation_age_seconds', 'Since the last run of a provider finished', 'provider');
  const stopped = gauge('reconciliation_stopped', 'Whether a run stands still on an error', 'provider');
  const missed = gauge('reconciliation_missed_events', `Events that never reached us, found ${DAY}`, 'provider');
  const healed = gauge('reconciliation_healed_values', `Values that were wrong until a run, ${DAY}`, 'provider');
  for (const [provider, run] of Object.entries(reconciled)) {
    if (run.lastFinishedSeconds !== null) age.set({ provider }, run.lastFinishedSeconds);
    stopped.set({ provider }, run.stopped ? 1 : 0);
    missed.set({ provider }, run.missed);
    healed.set({ provider }, run.healed);
  }
  return { type: register.contentType, text: (await register.metrics()) + (await processMetrics()) };
}

/** Memory, processor time and delays of this process; watched from the first time that somebody asks. */
function processMetrics(): Promise<string> {
  if (!ofProcess) {
    ofProcess = new Registry();
    collectDefaultMetrics({ register: ofProcess });
  }
  return ofProcess.metrics();
}
