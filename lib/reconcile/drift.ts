import type { Transaction } from '#db/client.ts';
import type { PulledBy } from '#lib/inbox/pulled.ts';
import type { Cause } from '#lib/model/drift.ts';
import type { Effect } from '#lib/projections/apply.ts';
import { fingerprint } from './fingerprint.ts';

/** Where an event that a run fetched came from. `since`: from when on, at the earliest that is known, what it says was true. */
export type Fetched = { by: PulledBy; provider: string; since: string | null; cause: Cause };

/**
 * Records what fetched events healed: every value that became different through them, what it was before, why we did not know
 * and since when. Two notations of one value are no drift, and a first picture is none either.
 */
export async function recordDrift(
  tx: Transaction,
  effects: readonly Effect[],
  fetched: ReadonlyMap<string, Fetched>,
): Promise<void> {
  const rows = effects.flatMap(({ eventId, noun, subjectId, what, before, after }) => {
    const from = fetched.get(eventId);
    if (!from || from.by.scope === 'first' || fingerprint(before) === fingerprint(after)) return [];
    const { by, provider, since, cause } = from;
    return [{ run: by.run, provider, eventId, noun, subjectId, what, before, after, cause, since }];
  });
  if (rows.length === 0) return;
  await tx`
    insert into drift (run_id, provider, event_id, noun, subject_id, what, ours, theirs, cause, wrong_since, healed_at)
    select run, provider, "eventId", noun, "subjectId", what, before, after,
      case when cause = 'silent_change' and said.at > since then 'conflict' else cause end, since, now()
    from json_to_recordset(${JSON.stringify(rows)}::text::json) as given(run uuid, provider text, "eventId" uuid, noun text,
      "subjectId" uuid, what text, before json, after json, cause text, since timestamptz)
    left join lateral (
      select events.reported_at as at from effects
      join events on events.id = effects.event_id
      join deliveries on deliveries.id = events.delivery_id and deliveries.source = 'webhook'
      where effects.subject_id = given."subjectId" and effects.what = given.what and effects.event_id <> given."eventId"
      order by effects.id desc limit 1
    ) as said on given.cause = 'silent_change' and given.since is not null`;
}

/** What was taken for a missed webhook and has come after all was only late. */
export async function noteLate(tx: Transaction, provider: string, since: string): Promise<void> {
  await tx`
    update drift set cause = 'late_webhook'
    from events, deliveries, json_array_elements(deliveries.contents) as held
    where drift.provider = ${provider} and drift.cause = 'missed_webhook' and drift.healed_at > ${since}
      and events.id = drift.event_id and deliveries.provider = ${provider} and deliveries.source = 'webhook'
      and deliveries.verdict = 'duplicate' and deliveries.received_at > ${since} and held->>0 = events.key`;
}
