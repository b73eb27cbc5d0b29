import type { Transaction } from '#db/client.ts';
import type { ReconcileSource } from '#lib/inbox/reconcile-envelope.ts';
import { OPEN_INVOICES } from '#lib/model/ageing.ts';
import type { EffectPart } from '#lib/model/effect.ts';
import type { Effect } from '#lib/projections/record-effects.ts';
import { compareValues } from './compare-values.ts';
import { fingerprint } from './fingerprint.ts';

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

/** A value that a run changed: what was shown before the run, and what is shown now. */
type ChangedValue = Pick<Effect, 'entityType' | 'entityId' | 'part' | 'field' | 'eventId' | 'before' | 'after'> &
  Fetched;

/**
 * Records the values that fetched events corrected: the value before and after, why it was wrong and since when. One row for each
 * value and run: what a value was between two pages of a run, as when legs are read one after the other, nobody was told wrongly.
 * Two notations of one value are no drift, and neither are the values of an initial synchronisation. A value that no webhook ever
 * reported, so that nothing wrong was shown, has the cause `completed`; so has the progress of an invoice that is still owed.
 */
export async function recordDrift(
  tx: Transaction,
  { effects, fetched }: { effects: readonly Effect[]; fetched: ReadonlyMap<string, Fetched> },
): Promise<void> {
  const changed = changedValues(effects, fetched);
  if (changed.length === 0) return;
  const earlier = await takeEarlier(tx, changed);
  const rows = changed.flatMap((value) => {
    const { by, provider, eventId, entityType, entityId, part, field, after, since, changedAt, cause } = value;
    const continued = nameOf(by.run, value, value.before);
    const before = earlier.has(continued) ? earlier.get(continued) : value.before;
    const comparison = compareValues(before, after);
    if (comparison === 'same') return [];
    const wasRight = comparison === 'completed' ? before !== null : isProgress({ ...value, before });
    const named = { run: by.run, provider, eventId, entityType, entityId, part, field };
    return [{ ...named, before, after, cause, since, changedAt, wasRight }];
  });
  if (rows.length === 0) return;
  await tx`
    with given as (
      select * from json_to_recordset(${JSON.stringify(rows)}::text::json) as given(run uuid, provider text, "eventId" uuid,
        "entityType" text, "entityId" uuid, part jsonb, field text, before json, after json, cause text, since timestamptz, "changedAt" timestamptz, "wasRight" boolean)
    ), announced as materialized (
      select "entityId", effects.part as "announcedPart", effects.field as "announcedField", events.reported_at as at,
        effects.after is null or json_typeof(effects.after) = 'null' as withdrew
      from (select distinct "entityId" from given) as entities
      join effects on effects.entity_id = "entityId" and effects.cause = 'event'
      join events on events.id = effects.event_id
      join deliveries on deliveries.id = events.delivery_id and deliveries.source = 'webhook'
    ), causes as (
      select given.*,
        exists (select from announced where announced."entityId" = given."entityId" and at >= "changedAt" - ${TOLERANCE}::interval) as "isAnnounced",
        -- The part of an addition or removal only states its kind, and another one of that kind is no contradiction.
        not (given.field = 'added' or given.field = 'removed' and given.part is not null) and exists (
          select from announced where announced."entityId" = given."entityId" and "announcedField" = given.field
            and "announcedPart" is not distinct from given.part and at > since
            -- What was not shown contradicts only a withdrawal: of some milestones, such as documents, there are several.
            and (withdrew or not (given.before is null or json_typeof(given.before) = 'null'))
        ) as disputed,
        -- Without a number the screens show the provider's id of the record.
        before is null or json_typeof(before) = 'null' or field = 'number' and before #>> '{}' = external_id as "wasEmpty"
      from given left join facts on facts.id = given."entityId"
    )
    insert into drift (run_id, provider, event_id, entity_type, entity_id, part, field, previous_value, source_value, cause, wrong_since, corrected_at)
    select run, provider, "eventId", "entityType", "entityId", part, field, before, after,
      case when cause = 'missed' then 'missed_webhook'
        when "wasRight" then 'completed'
        when cause = 'unknown' and not "isAnnounced" then 'missed_webhook'
        when disputed then 'conflict'
        when "wasEmpty" then 'completed' else 'silent_change' end, since, now()
    from causes`;
}

/** The values that fetched events changed, each once, without those that only follow from others. */
function changedValues(effects: readonly Effect[], fetched: ReadonlyMap<string, Fetched>): ChangedValue[] {
  const values = new Map<string, ChangedValue>();
  const moved = new Set(effects.flatMap((effect) => (effect.after === null ? [] : (milestoneOf(effect) ?? []))));
  // Everything about an object that was not there before follows from its creation.
  const created = new Set(effects.filter((one) => isCreation(one) && fetched.has(one.eventId)).map(entityOf));
  for (const effect of effects) {
    const from = fetched.get(effect.eventId);
    if (!from || from.by.scope === 'initial' || isConsequence(effect, moved)) continue;
    if (created.has(effect.entityId) && !isCreation(effect)) continue;
    // Several values may have one name, such as the documents of a shipment. The one that ended as this one begins is the same.
    const continued = nameOf(from.by.run, effect, effect.before);
    const earlier = effect.before === null ? undefined : values.get(continued);
    if (earlier) values.delete(continued);
    const value = { ...effect, ...from, before: earlier ? earlier.before : effect.before };
    values.set(nameOf(from.by.run, effect, effect.after ?? values.size), value);
  }
  return [...values.values()];
}

/**
 * The arrival of a shipment follows from its milestones. A milestone that is no longer shown for the shipment, because its leg or
 * container states it, has only moved.
 */
function isConsequence(effect: Effect, moved: ReadonlySet<string>): boolean {
  if (effect.entityType === 'shipment' && effect.part === null && effect.field === 'arrived') return true;
  return effect.after === null && moved.has(milestoneOf(effect) ?? '');
}

function isCreation({ part, field }: Effect): boolean {
  return part === null && field === 'added';
}

const entityOf = ({ entityId }: Effect) => entityId;

/** A milestone regardless of its leg and container; undefined for other values. */
function milestoneOf({ entityId, part, field }: Effect): string | undefined {
  return part?.type === 'milestone' && field === 'time' ? `${entityId} ${part.code} ${part.classifier}` : undefined;
}

type Named = { entityId: string; part: EffectPart | null; field: string };

function nameOf(run: string, { entityId, part, field }: Named, value: unknown): string {
  return [run, entityId, field, fingerprint(part), fingerprint(value)].join(' ');
}

/** Deletes the rows of the same runs that these values continue, and returns what was shown before them, by name. */
async function takeEarlier(tx: Transaction, values: readonly ChangedValue[]): Promise<Map<string, unknown>> {
  const runs = [...new Set(values.map(({ by }) => by.run))];
  const entities = [...new Set(values.map(({ entityId }) => entityId))];
  const rows = await tx<(Named & { id: string; run: string; before: unknown; after: unknown })[]>`
    select id, run_id as run, entity_id as "entityId", part, field, previous_value as before, source_value as after from drift
    where run_id = any(${runs}::uuid[]) and entity_id = any(${entities}::uuid[]) and source_value is not null`;
  const names = new Set(values.map((value) => nameOf(value.by.run, value, value.before)));
  const earlier = rows.filter((row) => names.has(nameOf(row.run, row, row.after)));
  if (earlier.length > 0) await tx`delete from drift where id = any(${earlier.map(({ id }) => id)}::uuid[])`;
  return new Map(earlier.map((row) => [nameOf(row.run, row, row.after), row.before]));
}

/**
 * Whether an invoice is owed before and after. A change between two such statuses, such as an approval for payment, made nothing wrong
 * on the screen, and no provider sends a webhook for it. A payment is recorded as a value of its own.
 */
function isProgress({ entityType, part, field, before, after }: ChangedValue): boolean {
  const isOwed = (status: unknown) => OPEN_INVOICES.some((open) => open === status);
  return entityType === 'invoice' && part === null && field === 'status' && isOwed(before) && isOwed(after);
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
    ), arrived as (
      select drift.id from drift
      join events on events.id = drift.event_id and events.provider = ${provider}
      join late on late.key = events.key
      where drift.provider = ${provider} and drift.cause = 'missed_webhook' and drift.corrected_at > ${since.toISOString()}
      -- Rows that a batch replaces at this moment are skipped: waiting for it could end in a deadlock.
      for update of drift skip locked
    )
    update drift set cause = 'late_webhook' where id in (select id from arrived)`;
}
