import { database } from '#db/client.ts';
import { inboxHealth, reconciliationHealth } from '#db/queries/health.ts';
import { respond } from '#lib/api/respond.ts';
import { engine } from '#lib/engine.ts';

export const dynamic = 'force-dynamic';

/** Whether Fairlead does its work: 200 when the database answers, 503 when not. Tells nothing that needs a token. */
export async function GET(): Promise<Response> {
  try {
    const work = Promise.all([inboxHealth(database()), reconciliationHealth(database()), engine()]);
    const [inbox, reconciliation, running] = await within(2_000, work);
    const worker = running.working() ? 'here' : 'elsewhere';
    return respond(200, { status: 'ok', database: 'ok', worker, inbox, reconciliation });
  } catch {
    return respond(503, {
      status: 'unavailable',
      database: 'away',
      worker: 'unknown',
      inbox: null,
      reconciliation: null,
    });
  }
}

function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  return Promise.race([
    work,
    new Promise<never>((_, late) => setTimeout(() => late(new Error('too slow')), milliseconds).unref()),
  ]);
}
