import type { Database } from '#db/client.ts';
import { type ArchiveHealth, archiveHealth } from '#db/queries/archive-health.ts';
import {
  type InboxHealth,
  inboxHealth,
  type ReconciliationHealth,
  reconciliationHealth,
  secondsSinceProgress,
  secondsWithoutHints,
} from '#db/queries/health.ts';
import { type RebuildStatus, rebuildStatus } from '#db/queries/rebuild.ts';
import { log } from './log.ts';

/** Processing counts as stalled when no event was processed for this long although some had no attempt yet, seconds. */
export const STALLED_AFTER = 60;

/** Timeout of the queries behind a health check, and of the one about the archive, which decides nothing. */
const TIMEOUT_MS = 2_000;
const ARCHIVE_TIMEOUT_MS = 500;

export type Health = {
  status: 'ok' | 'unavailable';
  /** What is wrong; left out when nothing is. */
  reason?: string;
  /** `away`: nothing can be stored. */
  database: 'ok' | 'away';
  /** Whether a worker runs beside the answering process. */
  worker: 'here' | 'elsewhere' | 'unknown';
  inbox: Omit<InboxHealth, 'failedAttempts'> | null;
  /** `slow`: workers cannot use Redis and look for work in PostgreSQL, for `slowSeconds`. */
  queue: { status: 'ok' | 'slow'; slowSeconds: number | null } | null;
  reconciliation: Record<string, ReconciliationHealth> | null;
  /** The rebuild after an upgrade with other rules; null when the stored values were derived with today's rules. */
  rebuild: RebuildStatus | null;
  /** Null also if the database takes too long to find it: after a large run it reads past many bodies that have gone. */
  archive: ArchiveHealth | null;
};

/** What a health check reads. `probe` resolves to why nothing can be stored, else null; `stopping`: this process is about to end. */
export type HealthOf = { db: Database; probe: () => Promise<string | null>; worker: boolean; stopping?: boolean };

/**
 * Whether Fairlead works: deliveries can be stored, and events are processed. Processing fails when no event was processed for a
 * minute although some had no attempt yet. Slow pages do not count.
 */
export async function readHealth({ db, probe, worker }: HealthOf): Promise<Health> {
  const at = worker ? 'here' : 'elsewhere';
  try {
    const [refused, inbox, reconciliation, since, slowSeconds, rebuild, archive] = await within(
      TIMEOUT_MS,
      Promise.all([
        probe(),
        inboxHealth(db),
        reconciliationHealth(db),
        secondsSinceProgress(db),
        secondsWithoutHints(db),
        rebuildStatus(db),
        within(ARCHIVE_TIMEOUT_MS, archiveHealth(db)).catch(() => null),
      ]),
    );
    const { failedAttempts: _, ...shown } = inbox;
    const queue = { status: slowSeconds === null ? 'ok' : 'slow', slowSeconds } as const;
    const known = { worker: at, inbox: shown, queue, reconciliation, rebuild, archive } as const;
    if (refused !== null) return unavailable(refused, known);
    if (!isStalled(inbox, since)) return { status: 'ok', database: 'ok', ...known };
    const reason = `Nothing was processed for ${Math.round(Math.min(since ?? Number.POSITIVE_INFINITY, inbox.oldestUntriedSeconds))} s although ${inbox.pending} events wait`;
    return { status: 'unavailable', reason, database: 'ok', ...known };
  } catch (thrown) {
    return unavailable(thrown instanceof Error ? thrown.message : 'it does not answer', { worker: at });
  }
}

/** `stalled`: nothing is processed although events wait. `slow`: without Redis. `unknown`: the database did not answer. */
type Processing = 'ok' | 'slow' | 'stalled' | 'unknown';

export type Readiness = { status: 'ready' | 'not ready'; reason?: string; processing: Processing };

/**
 * Whether webhooks should be sent here: deliveries can be stored, and this process is not about to end. How they are processed
 * does not matter for that: a webhook that is not accepted is worse than one that waits.
 */
export async function readReadiness({ db, probe, stopping }: HealthOf): Promise<Readiness> {
  const [refused, processing] = await Promise.all([
    stopping ? null : probe(),
    within(TIMEOUT_MS, readProcessing(db)).catch(() => 'unknown' as const),
  ]);
  if (stopping) return { status: 'not ready', reason: 'This process is stopping', processing };
  if (refused !== null) return { status: 'not ready', reason: unstorable(refused), processing };
  return { status: 'ready', processing };
}

async function readProcessing(db: Database): Promise<Processing> {
  const [inbox, since, slowSeconds] = await Promise.all([
    inboxHealth(db),
    secondsSinceProgress(db),
    secondsWithoutHints(db),
  ]);
  if (isStalled(inbox, since)) return 'stalled';
  return slowSeconds === null ? 'ok' : 'slow';
}

function isStalled({ oldestUntriedSeconds }: InboxHealth, since: number | null): boolean {
  return oldestUntriedSeconds > STALLED_AFTER && (since === null || since > STALLED_AFTER);
}

type Known = Partial<Pick<Health, 'worker' | 'inbox' | 'queue' | 'reconciliation' | 'rebuild' | 'archive'>>;

function unavailable(refused: string, known: Known): Health {
  const nothing = {
    worker: 'unknown',
    inbox: null,
    queue: null,
    reconciliation: null,
    rebuild: null,
    archive: null,
  } as const;
  return { status: 'unavailable', reason: unstorable(refused), database: 'away', ...nothing, ...known };
}

/** The public reason: messages of the database may name hosts and tables, so they go to the log only. */
function unstorable(refused: string): string {
  log.warn({ reason: refused }, 'nothing can be stored');
  return 'Nothing can be stored at the moment';
}

function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  return Promise.race([
    work,
    new Promise<never>((_, late) => setTimeout(() => late(new Error('too slow')), milliseconds).unref()),
  ]);
}
