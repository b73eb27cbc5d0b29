import type { Transaction } from '#db/client.ts';
import type { ReconcileSource } from '#lib/inbox/reconcile-envelope.ts';
import { OPEN_INVOICES } from '#lib/model/ageing.ts';
import type { Effect } from '#lib/projections/apply.ts';
import { isSameForDrift } from './value-equality.ts';

/**
 * What is known about an event that a run fetched. `since`: earliest known time from which its content was true. `changedAt`: when
 * the provider changed the object. `cause`: the provider's event log contains it (missed), does not contain it (silent), or there
 * is no such log (unknown).
 */
export type Fetched = {
  by: ReconcileSource;
  provider: string;
  since: string | null;
  changedAt: string | null;
  cause: 'missed' | 'silent' | 'unknown';
};

/** A webhook may be dated slightly before the change that it reports. */
const TOLERANCE = '1 minute';

/**
 * Records the values that fetched events corrected: the value before and after, why it was wrong and since when. Two notations of
 * one value are no drift, and neither are the values of an initial synchronisation. A value that no webhook ever reported, so that
 * nothing wrong was shown, has the cause `completed`; so has the progress of an invoice that is still owed.
 */
export async function recordDrift(
  tx: Transaction,
  { effects, fetched }: { effects: readonly Effect[]; fetched: ReadonlyMap<string, Fetched> },
): Promise<void> {
  if (fetched.size === 0) return;
  const rows = effects.flatMap(({ eventId, entityType, entityId, part, field, before, after }) => {
    const from = fetched.get(eventId);
    if (!from || from.by.scope === 'initial' || isSameForDrift(before, after)) return [];
    const { by, provider, since, changedAt, cause } = from;
    const progress = entityType === 'invoice' && part === null && field === 'status' && isOwed(before) && isOwed(after);
    const value = { entityType, entityId, part, field, before, after };
    return [{ run: by.run, provider, eventId, ...value, cause, since, changedAt, progress }];
  });
  if (rows.length === 0) return;
  await tx`
    with given as (
      select * from json_to_recordset(${JSON.stringify(rows)}::text::json) as given(run uuid, provider text, "eventId" uuid,
        "entityType" text, "entityId" uuid, part jsonb, field text, before json, after json, cause text, since timestamptz, "changedAt" timestamptz, progress boolean)
    ), announced as materialized (
      select "entityId", effects.part as "announcedPart", effects.field as "announcedField", events.reported_at as at
      from (select distinct "entityId" from given) as entities
      join effects on effects.entity_id = "entityId" and effects.cause = 'event'
      join events on events.id = effects.event_id
      join deliveries on deliveries.id = events.delivery_id and deliveries.source = 'webhook'
    ), causes as (
      select given.*,
        exists (select from announced where announced."entityId" = given."entityId" and at >= "changedAt" - ${TOLERANCE}::interval) as "isAnnounced",
        -- The part of an addition only states its kind, and another addition of that kind is no contradiction.
        given.field <> 'added' and exists (
          select from announced where announced."entityId" = given."entityId" and "announcedField" = given.field
            and "announcedPart" is not distinct from given.part and at > since
        ) as disputed
      from given
    )
    insert into drift (run_id, provider, event_id, entity_type, entity_id, part, field, previous_value, source_value, cause, wrong_since, corrected_at)
    select run, provider, "eventId", "entityType", "entityId", part, field, before, after,
      case when cause = 'missed' then 'missed_webhook' when progress then 'completed'
        when cause = 'unknown' and not "isAnnounced" then 'missed_webhook'
        when disputed then 'conflict'
        when before is null or json_typeof(before) = 'null' then 'completed' else 'silent_change' end, since, now()
    from causes`;
}

/**
 * Whether something is owed on an invoice of this status. A change between two such statuses, such as an approval for payment, made
 * nothing wrong on the screen, and no provider sends a webhook for it. A payment is recorded as a value of its own.
 */
function isOwed(status: unknown): boolean {
  return OPEN_INVOICES.some((open) => open === status);
}

/** A webhook that is later than this counts as missed, milliseconds. */
const LATE = 2 * 24 * 3_600_000;

/** Marks drift as `late_webhook` if the webhook that seemed to be missed has arrived since. */
export async function noteLate(tx: Transaction, provider: string): Promise<void> {
  const since = new Date(Date.now() - LATE);
  const [missed] = await tx`
    select from drift
    where provider = ${provider} and cause = 'missed_webhook' and corrected_at > ${since.toISOString()} limit 1`;
  if (!missed) return;
  // The ids of deliveries begin with their time, so the index of duplicates is enough.
  const hex = since.getTime().toString(16).padStart(12, '0');
  const first = `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
  await tx`
    with late as (
      select distinct held->>0 as key from deliveries, json_array_elements(contents) as held
      where provider = ${provider} and id > ${first} and source = 'webhook' and status = 'duplicate'
      union
      -- The event log may contain less of an event than its webhook, which is then stored as a newer version.
      select key from events where version_of is not null and provider = ${provider} and delivery_id > ${first}
    )
    update drift set cause = 'late_webhook' from events join late on late.key = events.key
    where drift.provider = ${provider} and drift.cause = 'missed_webhook' and drift.corrected_at > ${since.toISOString()}
      and events.id = drift.event_id and events.provider = ${provider}`;
}
