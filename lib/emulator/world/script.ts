import type { MilestoneCode } from '#lib/model/milestone.ts';
import type { Freight, Node, Subject } from './freight.ts';
import { DAY, HOUR, MINUTE } from './local-time.ts';
import type { Random } from './random.ts';

/** A fact or estimate about a forwarder's shipment, and its event. */
export type Happening = {
  type: string;
  /** The simulated time at which it happened. */
  occurredAt: number;
  /** When it was entered in the provider's system. */
  createdAt: number;
  subject: Subject;
  /** `data.location` */
  at?: Node;
  /** Changes the provider's records. Runs in order of `createdAt`, just before the event is written. */
  apply?: () => void;
  /** The fact as a milestone of the model, for `finalStates()`. */
  code?: MilestoneCode;
};

/** Event types that Flexport sends only to subscribed clients. */
const ON_REQUEST = new Set([
  '/shipment_leg#updated_estimated_time_of_departure',
  '/shipment_leg#updated_estimated_time_of_arrival',
  '/shipment_leg#updated_estimated_out_for_delivery',
  '/shipment#updated_route',
  '/shipment_container_leg#updated_estimated_available_for_pickup',
  '/shipment_leg#out_for_delivery',
  '/shipment_leg#delivery_completed',
  '/ocean/shipment_container_leg#loaded_on_board',
  '/ocean/shipment_leg#loaded_on_truck',
  '/ocean/shipment_container_leg#unloaded_off_board',
  '/shipment#booking_confirmed',
  '/ocean/shipment_container_leg#available_for_pickup',
  '/shipment_leg#delivery_appointment_requested',
]);

/** The probability of problems in a lifecycle. Most go as planned. */
export type Scenario = 'smooth' | 'late' | 'rough';

/** Collects the happenings of one shipment while its lifecycle is generated. */
export class Script {
  readonly random: Random;
  readonly freight: Freight;
  readonly scenario: Scenario;
  readonly happenings: Happening[] = [];
  /** Whether the client subscribed to the optional event types. */
  readonly detailed: boolean;

  constructor(random: Random, freight: Freight) {
    this.random = random;
    this.freight = freight;
    this.scenario = random.weighted({ smooth: 0.58, late: 0.29, rough: 0.13 });
    this.detailed = random.chance(0.8);
  }

  /** The delay until the provider's system is updated: mostly minutes, sometimes days. */
  lag(): number {
    const dice = this.random.next();
    if (dice < 0.55) return this.random.between(3 * MINUTE, 40 * MINUTE);
    if (dice < 0.85) return this.random.between(HOUR, 6 * HOUR);
    if (dice < 0.97) return this.random.between(6 * HOUR, DAY);
    return this.random.between(DAY, 2.5 * DAY);
  }

  /** Adds a fact that happened at `occurredAt`; it is entered some time later. */
  addFact(type: string, occurredAt: number, subject: Subject, rest: Partial<Happening> = {}): void {
    const at = Math.round(occurredAt / MINUTE) * MINUTE;
    this.happenings.push({ type, occurredAt: at, createdAt: at + this.lag(), subject, ...rest });
  }

  /** Adds a plan, an estimate or a decision that is entered at `knownAt`. */
  announce(type: string, knownAt: number, subject: Subject, rest: Partial<Happening> = {}): void {
    const createdAt = knownAt + this.random.between(1000, 4 * MINUTE);
    this.happenings.push({ type, occurredAt: Math.floor(knownAt / 1000) * 1000, createdAt, subject, ...rest });
  }

  /** Whether an event of this type is sent; if not, its change still happens. */
  sends(type: string): boolean {
    return this.detailed || !ON_REQUEST.has(type);
  }
}
