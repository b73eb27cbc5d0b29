import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { Database } from '#db/client.ts';
import { type ArchiveHealth, archiveHealth } from '#db/queries/archive-health.ts';
import { inboxHealth, reconciliationHealth } from '#db/queries/health.ts';
import { type ChannelHealth, noticeHealth } from '#db/queries/notice-health.ts';
import { sourceHealth } from '#db/queries/source-health.ts';
import type { Vitals } from '#lib/vitals.ts';

type MakeGauge = (name: string, help: string, ...labelNames: string[]) => Gauge;

const DAY = 'within the last 24 hours';
let ofProcess: Registry | undefined;

/** The metrics in the text format of Prometheus; the media type is `register.contentType`. */
export async function readMetrics(db: Database, vitals: Vitals): Promise<{ type: string; text: string }> {
  const providers = [...vitals.responseTimes.keys()];
  const [inbox, sources, reconciled, channels, archived] = await Promise.all([
    inboxHealth(db),
    sourceHealth(db, providers),
    reconciliationHealth(db),
    noticeHealth(db),
    archiveHealth(db),
  ]);
  const register = new Registry();
  const gauge: MakeGauge = (name, help, ...labelNames) =>
    new Gauge({ name: `fairlead_${name}`, help, labelNames, registers: [register] });

  const waiting = gauge('inbox_events', 'Events that are stored and not processed, by state', 'state');
  waiting.set({ state: 'pending' }, inbox.pending);
  waiting.set({ state: 'unmapped' }, inbox.unmapped);
  waiting.set({ state: 'dead_letter' }, inbox.deadLetters);
  gauge('inbox_oldest_pending_seconds', 'Age of the oldest pending event').set(inbox.oldestPendingSeconds);
  gauge('inbox_failed_attempts', 'Failed attempts of pending events').set(inbox.failedAttempts);

  const last = gauge(
    'source_last_delivery_timestamp_seconds',
    'Time of the last delivery of a provider, Unix seconds',
    'provider',
  );
  const rejectedRequests = gauge('source_refused', 'Requests rejected within the last hour', 'provider');
  for (const { provider, lastAt, rejected } of sources) {
    if (lastAt) last.set({ provider }, Date.parse(lastAt) / 1_000);
    rejectedRequests.set({ provider }, rejected);
  }

  addVitals(gauge, vitals);
  addChannels(gauge, channels);
  addArchive(gauge, archived);

  const age = gauge('reconciliation_age_seconds', 'Seconds since the last run of a provider finished', 'provider');
  const stopped = gauge(
    'reconciliation_stopped',
    '1 if the current run of a provider stopped with an error',
    'provider',
  );
  const missed = gauge(
    'reconciliation_missed_events',
    `Events in the log of a provider that were not received, found ${DAY}`,
    'provider',
  );
  const corrected = gauge('reconciliation_corrected_values', `Values corrected by a run ${DAY}`, 'provider');
  for (const [provider, run] of Object.entries(reconciled)) {
    if (run.lastFinishedSeconds !== null) age.set({ provider }, run.lastFinishedSeconds);
    stopped.set({ provider }, run.stopped ? 1 : 0);
    missed.set({ provider }, run.missed);
    corrected.set({ provider }, run.corrected);
  }
  return { type: register.contentType, text: (await register.metrics()) + (await processMetrics()) };
}

/** The metrics of notifications. */
function addChannels(gauge: MakeGauge, channels: readonly ChannelHealth[]): void {
  const waiting = gauge('notices_pending', 'Notices that wait to be sent, by channel', 'channel');
  const failed = gauge('notices_failed', 'Notices of the last 7 days that could not be sent, by channel', 'channel');
  const stopped = gauge('notification_channel_stopped', '1 if a channel sends nothing until it is resumed', 'channel');
  for (const { channel, ...found } of channels) {
    waiting.set({ channel }, found.pending);
    failed.set({ channel }, found.failed);
    stopped.set({ channel }, found.isStopped ? 1 : 0);
  }
}

/** The metrics of the archive of webhooks; no age of a run before the first one, nor of a body that is not found in time. */
function addArchive(gauge: MakeGauge, { oldestBodySeconds, lastFinishedSeconds, failed }: ArchiveHealth): void {
  const oldest = gauge('archive_oldest_body_seconds', 'Age of the oldest webhook whose body is in the database');
  if (oldestBodySeconds !== null) oldest.set(oldestBodySeconds);
  const age = gauge('archive_age_seconds', 'Seconds since the last run of the archive did everything');
  if (lastFinishedSeconds !== null) age.set(lastFinishedSeconds);
  gauge('archive_failed', '1 if the last run of the archive failed').set(failed ? 1 : 0);
}

/** The metrics of the processes on this machine. */
function addVitals(gauge: MakeGauge, { responseTimes, processes, inFlight }: Vitals): void {
  const took = gauge(
    'webhook_answer_seconds',
    'Response time of the latest deliveries to this server',
    'provider',
    'quantile',
  );
  for (const [provider, times] of responseTimes) {
    if (times) took.set({ provider, quantile: '0.5' }, times.p50 / 1_000);
    if (times) took.set({ provider, quantile: '0.99' }, times.p99 / 1_000);
  }
  const flying = gauge('in_flight', 'Requests in progress on this server, by kind', 'kind');
  flying.set({ kind: 'webhook' }, inFlight.webhooks);
  flying.set({ kind: 'page' }, inFlight.pages);
  flying.set({ kind: 'stream' }, inFlight.streams);
  gauge('in_flight_body_bytes', 'Bytes of webhook bodies in memory').set(inFlight.bodyBytes);
  gauge('open_connections', 'Connections to the gateway').set(inFlight.connections);
  const delay = gauge('event_loop_delay_seconds', 'p99 of the event loop delay, by process', 'process');
  const memory = gauge('process_memory_bytes', 'Resident memory, by process', 'process');
  const restarts = gauge('process_restarts', 'Number of restarts of a process', 'process');
  for (const { role, ...of } of processes) {
    delay.set({ process: role }, of.eventLoopDelaySeconds);
    memory.set({ process: role }, of.rssBytes);
    restarts.set({ process: role }, of.restarts);
  }
}

/** Memory, processor time and delays of this process; measured from the first call on. */
function processMetrics(): Promise<string> {
  if (!ofProcess) {
    ofProcess = new Registry();
    collectDefaultMetrics({ register: ofProcess });
  }
  return ofProcess.metrics();
}
