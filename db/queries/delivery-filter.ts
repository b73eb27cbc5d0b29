import { and, eq, inArray, or, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { provider, text } from '#lib/model/filter.ts';
import { builder } from '../client.ts';
import { eventTypeKey } from '../schema/columns.ts';
import { deliveries, entityEvents, events, replayedEvents } from '../schema/index.ts';
import { isEqual } from './declared-list.ts';
import { isReceivedBetween, receivedFilters } from './delivery-times.ts';
import { eventIdsOf } from './derived-ids.ts';
import { entitiesNamed } from './named-entities.ts';
import { hasText } from './payload-text.ts';

export const EVENT_STATES = ['pending', 'unmapped', 'dead_letter', 'processed', 'ignored'] as const;

/** The filter of the webhook log. Those of an event (state, type, key, entity, replay) are met by one and the same event. */
export const deliveryFilter = z.strictObject({
  status: z
    .enum(['accepted', 'duplicate', 'malformed', ...EVENT_STATES])
    .optional()
    .describe('The status of the delivery, or the state of one of its events.'),
  provider,
  type: text(200, "The type of an event, by the provider's own name."),
  key: text(500, 'The idempotency key of an event.'),
  entity: text(200, 'The id of a shipment, container or record, or its reference, number or id at the provider.'),
  q: text(
    200,
    'Text in the stored payload; ASCII letters in any case, no wildcards. Searched in the latest 10,000 deliveries, or 16 MiB, ' +
      'that match the other filters; narrow `until` to search earlier ones. Duplicates have no stored payload, ' +
      'and those in the archive are not searched.',
  ),
  ...receivedFilters,
  replay: z.uuid().optional().describe('Only events that this replay processed again.'),
});

export type DeliveryFilter = z.output<typeof deliveryFilter>;

/** The state of events in a filter; undefined if its status is that of deliveries. */
function eventState({ status }: DeliveryFilter) {
  return EVENT_STATES.find((state) => state === status);
}

/** The condition on deliveries of a filter. */
export function deliveriesWhere(filter: DeliveryFilter): SQL | undefined {
  const { q, ...others } = filter;
  const where = beforeText(others);
  return q ? hasText(q, where) : where;
}

/** All of a filter but its text. */
export function beforeText(filter: DeliveryFilter): SQL | undefined {
  const state = eventState(filter);
  return and(
    isEqual(deliveries.provider, filter.provider),
    isReceivedBetween(filter, deliveries),
    filter.status && !state ? statusIs(filter.status) : undefined,
    containsEvent(filter),
  );
}

/** A literal, so that the planner can use a partial index. */
function statusIs(status: string): SQL {
  return sql`deliveries.status = ${sql.raw(`'${status}'`)}`;
}

/** Whether the delivery contains an event of the filter, as its own or as one that it repeats. */
function containsEvent(filter: DeliveryFilter): SQL | undefined {
  const where = eventConditions(filter);
  if (!where) return undefined;
  const own = builder.select({ id: events.deliveryId }).from(events).where(where);
  const mayRepeat = !filter.replay && (!filter.status || filter.status === 'duplicate');
  if (!mayRepeat) return inArray(deliveries.id, own);
  if (filter.status === 'duplicate') return sql`deliveries.id in (${repeats(filter)})`;
  // Few events have a key or are about one entity: their deliveries are found first, whatever the planner guesses of their number.
  if (filter.key || filter.entity) return sql`deliveries.id = any(array(${own} union all ${repeats(filter)}))`;
  // Both parts of the union are joined by the id, or read as a whole, whichever costs less.
  return sql`deliveries.id in (${own} union all ${repeats(filter)})`;
}

/** Duplicates of one event at most, of those that an entity has. The limit also makes the planner look up each event in the index. */
const MAX_REPEATS = 1_000;

/** The duplicates of events of a filter. */
function repeats(filter: DeliveryFilter): SQL {
  const { type, key, entity } = filter;
  if (entity) {
    const where = eventConditions({ ...filter, status: undefined });
    return sql`
      select found.id from events cross join lateral (
        select repeated.id from deliveries as repeated
        where ${repeatsPair(sql`jsonb_build_array(jsonb_build_array(events.key))`)} and repeated.provider = events.provider
        limit ${MAX_REPEATS}) as found
      where ${where}`;
  }
  const pair = JSON.stringify([[key, type].filter(Boolean)]);
  return sql`
    select repeated.id from deliveries as repeated where ${repeatsPair(sql`${pair}::jsonb`)} and exists (
      select from json_array_elements(repeated.contents) as item
      where ${and(key ? sql`item ->> 0 = ${key}` : undefined, type ? sql`item ->> 1 = ${type}` : undefined)})`;
}

/** As the index has it, in which keys and types are the same. */
function repeatsPair(pairs: SQL): SQL {
  return sql`repeated.contents is not null and repeated.contents::jsonb @> ${pairs}`;
}

/** The conditions on one event; undefined without any. */
function eventConditions(filter: DeliveryFilter): SQL | undefined {
  const { type, key, entity, replay, provider: from } = filter;
  const state = eventState(filter);
  return and(
    state ? sql`${events.state} = ${sql.raw(`'${state}'`)}` : undefined,
    type ? sql`${eventTypeKey} = left(${type}, 200)` : undefined,
    key ? hasKey(key, from) : undefined,
    entity ? ofEntity(entity, from) : undefined,
    replay
      ? inArray(
          events.id,
          builder
            .select({ id: replayedEvents.eventId })
            .from(replayedEvents)
            .where(eq(replayedEvents.replayId, replay)),
        )
      : undefined,
  );
}

function hasKey(key: string, from: string | undefined): SQL | undefined {
  const ids = sql`any(array${eventIdsOf(key, from)})`;
  return or(sql`${events.id} = ${ids}`, sql`(${events.versionOf} is not null and ${events.versionOf} = ${ids})`);
}

function ofEntity(entity: string, from: string | undefined): SQL {
  const ids = sql`${entityEvents.entityId} = any(array(${entitiesNamed(entity, from)}))`;
  return inArray(events.id, builder.select({ id: entityEvents.eventId }).from(entityEvents).where(ids));
}

/** The condition on events of a filter: exactly those for which their deliveries are in the list. */
export function eventsWhere(filter: DeliveryFilter): SQL | undefined {
  const { q, status, provider: from } = filter;
  const ofDelivery = q || (status && !eventState(filter)) ? deliveriesWhere(filter) : undefined;
  return and(
    eventConditions(filter),
    isEqual(events.provider, from),
    isReceivedBetween(filter, { receivedAt: events.receivedAt, id: events.deliveryId }),
    ofDelivery
      ? inArray(events.deliveryId, builder.select({ id: deliveries.id }).from(deliveries).where(ofDelivery))
      : undefined,
  );
}
