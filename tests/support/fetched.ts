import { randomUUID } from 'node:crypto';
import type { Sql } from '#db/client.ts';
import { shareProjections } from '#db/projection-lock.ts';
import { writeReconcileEnvelope } from '#lib/inbox/reconcile-envelope.ts';
import type { RunScope } from '#lib/model/run.ts';
import { followUp } from '#lib/pipeline/follow-ups.ts';
import { applyEvents, type NormalisedEvent } from '#lib/projections/apply.ts';

/** Applies an event that a run fetched, and stores it as the run does. */
export async function fetchedBy(sql: Sql, scope: RunScope, event: NormalisedEvent): Promise<void> {
  const by = { run: randomUUID(), scope };
  const delivery = randomUUID();
  const body = writeReconcileEnvelope({ by, events: [{ key: event.key, type: 'é', raw: {} }] });
  await sql`
    insert into deliveries (id, provider, source, status, received_at, remote, headers, body, bytes, event_count)
    values (${delivery}, 'test', 'reconcile', 'accepted', now(), '', '{}', ${body}, ${body.length}, 1)`;
  await sql`
    insert into events (id, provider, key, type, delivery_id, position, state, received_at, settled_at)
    values (${event.id}, 'test', ${event.key}, 'x', ${delivery}, 0, 'processed', now(), now() + interval '1 minute')`;
  const from = { by, provider: 'test', since: null, changedAt: null, cause: 'unknown' as const };
  await sql.begin(async (tx) => {
    await shareProjections(tx);
    await followUp(tx, { ...(await applyEvents(tx, [event])), fetched: new Map([[event.id, from]]) });
  });
}
