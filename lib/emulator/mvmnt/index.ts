import { BROKER_CODES, type BrokerEvent, BrokerScript } from '#lib/emulator/world/broker-script.ts';
import { brokerShipment } from '#lib/emulator/world/broker-shipment.ts';
import { type Load, newLoad } from '#lib/emulator/world/load.ts';
import { utc } from '#lib/emulator/world/local-time.ts';
import type { Random } from '#lib/emulator/world/random.ts';
import type { FinalState, ShipmentTimeline, Step } from '#lib/emulator/world/shipment-timeline.ts';
import { fullShipment, second, thinShipment } from './objects.ts';

/** The body of a webhook: one event or several. */
export function mvmntBody(sentAt: number, events: readonly Record<string, unknown>[]): string {
  return JSON.stringify({ sentAt: second(sentAt), events });
}

/** One event about a shipment. By the documentation a delivery contains only ids and names, whatever the account's setting is. */
export function mvmntEvent(load: Load, { event, at, data }: BrokerEvent): Record<string, unknown> {
  const thin = !load.rich || event === 'SHIPMENT_DELIVERED' || event === 'SHIPMENT_DELETED';
  const shipment = () => (thin ? thinShipment(load) : fullShipment(load));
  return { event, timestamp: second(at), data: data ? data() : shipment() };
}

const TOGETHER = 90_000;

/** Splits events in order into bodies: those within a minute and a half of each other may share one. */
function batchesOf(events: readonly BrokerEvent[], batches: boolean): BrokerEvent[][] {
  const groups: BrokerEvent[][] = [];
  for (const event of events) {
    const group = groups.at(-1);
    const first = group?.[0];
    if (batches && group && first && event.at - first.at < TOGETHER) group.push(event);
    else groups.push([event]);
  }
  return groups;
}

function sentSteps(load: Load, groups: readonly BrokerEvent[][], random: Random): Step[] {
  let previous = 0;
  return groups.map((group) => {
    const last = group.at(-1)?.at ?? 0;
    const at = Math.max(previous + 1000, last + random.int(2, 25) * 1000);
    previous = at;
    const take = (withBody: boolean) => {
      const events = group.map((event) => {
        event.apply?.();
        load.updatedAt = event.at;
        return withBody ? mvmntEvent(load, event) : null;
      });
      return withBody
        ? {
            body: mvmntBody(
              at,
              events.filter((event) => event !== null),
            ),
            events: events.length,
          }
        : null;
    };
    return { at, take };
  });
}

function unannouncedSteps({ unannouncedChanges }: BrokerScript): Step[] {
  return unannouncedChanges.map(({ at, apply }) => {
    const take = () => {
      apply();
      return null;
    };
    return { at, take };
  });
}

/** A broker's shipment from the first quote to the last payment. */
export function mvmntTimeline(random: Random, number: number, createdAt: number, spot: boolean): ShipmentTimeline {
  const load = newLoad(random.fork('load'), number, createdAt, spot);
  const script = new BrokerScript(random.fork('life'), load);
  brokerShipment(script, spot);
  const events = script.events.sort((a, b) => a.at - b.at);
  const finalState = (): FinalState => ({
    provider: 'mvmnt',
    externalId: load.id,
    name: `SHP-${number}`,
    compact: false,
    delivered: events.some(({ event }) => event === 'SHIPMENT_DELIVERED'),
    milestones: events
      .filter(({ unlinked }) => !unlinked)
      .map(({ event, at }) => ({ code: BROKER_CODES[event], at: utc(at) })),
  });
  const steps = sentSteps(load, batchesOf(events, script.batches), random.fork('sending'));
  const all = [...steps, ...unannouncedSteps(script)].sort((a, b) => a.at - b.at);
  return { provider: 'mvmnt', shipment: load.id, steps: all, records: { kind: 'load', load }, finalState };
}
