import type { Sql } from '#db/client.ts';
import { noteDuplicateInvoices } from '#lib/exceptions/duplicate-invoices.ts';
import { noteSilentSources } from '#lib/exceptions/silent-sources.ts';
import { sweepExceptions } from '#lib/exceptions/sweep.ts';
import { recalculateTargets } from '#lib/exceptions/working-hours.ts';
import { notifyChanged } from '#lib/inbox/notify-changed.ts';
import { recalculateLateness, recalculateReturns } from '#lib/pipeline/recalculate-settings.ts';
import { tellExceptions } from '#lib/pipeline/tell-exceptions.ts';
import { projectDueFacts } from '#lib/pipeline.ts';
import { type Repeated, repeat } from '#lib/queue/repeat.ts';

/** How often to look for entities that are due. */
const POLL_INTERVAL_MS = 60_000;

/** How often to look for changed settings: an admin who changed them waits for the lists. */
const SHORT_POLL_INTERVAL_MS = 2_000;

/** The loops of what time alone changes. Any number of workers may run them at the same time. */
export function startTimers(sql: Sql): Readonly<Record<string, Repeated>> {
  return { 'due facts': startDue(sql), ...startSettings(sql), ...startExceptions(sql) };
}

/** Derives entities again whose future dates have come. */
function startDue(sql: Sql): Repeated {
  return repeat('looking for entities that are due', POLL_INTERVAL_MS, (signal) => projectDueFacts(sql, signal));
}

/** How often to look for exceptions that time alone opens, worsens or ends. */
const SWEEP_INTERVAL_MS = 10_000;

/** Opens, worsens and ends exceptions as time passes. */
function startExceptions(sql: Sql): Readonly<Record<string, Repeated>> {
  return {
    exceptions: repeat('sweeping exceptions', SWEEP_INTERVAL_MS, (signal) =>
      sweepExceptions(sql, tellExceptions, signal),
    ),
    'duplicate invoices': repeat('comparing invoices', SWEEP_INTERVAL_MS, (signal) =>
      noteDuplicateInvoices(sql, tellExceptions, signal),
    ),
    targets: repeat('recalculating targets', SHORT_POLL_INTERVAL_MS, (signal) =>
      recalculateTargets(sql, notifyChanged, signal),
    ),
    'silent sources': repeat('looking for silent sources', POLL_INTERVAL_MS, () =>
      noteSilentSources(sql, tellExceptions),
    ),
  };
}

/** Derives again what follows from limits of lateness and from tariffs when an admin has changed them. */
function startSettings(sql: Sql): Readonly<Record<string, Repeated>> {
  return {
    lateness: repeat('recalculating lateness', SHORT_POLL_INTERVAL_MS, (signal) => recalculateLateness(sql, signal)),
    'empty returns': repeat('recalculating empty returns', SHORT_POLL_INTERVAL_MS, (signal) =>
      recalculateReturns(sql, signal),
    ),
  };
}
