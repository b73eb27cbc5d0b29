import type { BrokerRecord, BrokerRecordKind, Load } from '#lib/emulator/world/load.ts';
import { HOUR } from '#lib/emulator/world/local-time.ts';
import type { Random } from '#lib/emulator/world/random.ts';
import type { Scenario } from '#lib/emulator/world/script.ts';
import type { MilestoneCode } from '#lib/model/milestone.ts';

/** The milestone of each event of a shipment, for `finalStates()`. */
export const BROKER_CODES = {
  QUOTE_REQUESTED: 'QUOTE_REQUESTED',
  QUOTE_CREATED: 'QUOTE_CREATED',
  QUOTE_QUOTED: 'QUOTE_SENT',
  QUOTE_WON: 'QUOTE_WON',
  QUOTE_LOST: 'QUOTE_LOST',
  SHIPMENT_CREATED: 'SHIPMENT_CREATED',
  SHIPMENT_DRAFT: 'DRAFTED',
  SHIPMENT_OPEN: 'OPENED',
  SHIPMENT_TENDER_PENDING: 'TENDERED',
  SHIPMENT_TENDER_REJECTED: 'TENDER_REJECTED',
  SHIPMENT_BOOKED: 'BOOKING_CONFIRMED',
  SHIPMENT_DISPATCHED: 'DISPATCHED',
  SHIPMENT_LOADING: 'LOADING',
  SHIPMENT_IN_TRANSIT: 'DEPARTED',
  SHIPMENT_UNLOADING: 'UNLOADING',
  SHIPMENT_DELIVERED: 'DELIVERED',
  SHIPMENT_CANCELED: 'CANCELLED',
  SHIPMENT_DELETED: 'REMOVED',
  SHIPMENT_CHECK_CALL: 'CHECK_CALL',
  SHIPMENT_NEXT_CHECK_CALL_DUE: 'CHECK_CALL_DUE',
  SHIPMENT_NEXT_CHECK_CALL_OVERDUE: 'CHECK_CALL_OVERDUE',
  SHIPMENT_PICK_UP_NEAR_NOT_BOOKED: 'PICKUP_NEAR_NOT_BOOKED',
  SHIPMENT_PICK_UP_NEAR_NOT_DISPATCHED: 'PICKUP_NEAR_NOT_DISPATCHED',
  SHIPMENT_RATE_CON_SIGNED: 'RATE_CONFIRMED',
  SHIPMENT_RATE_CON_NOT_SIGNED: 'RATE_CON_NOT_SIGNED',
  SHIPMENT_RATE_CON_EXPIRED: 'RATE_CON_EXPIRED',
  DOCUMENT_UPLOADED: 'DOCUMENT_ADDED',
  CUSTOMER_INVOICE_CREATED: 'INVOICE_ISSUED',
  CUSTOMER_PAYMENT_CREATED: 'INVOICE_PAID',
  CARRIER_INVOICE_CREATED: 'BILL_RECEIVED',
  CARRIER_PAYMENT_CREATED: 'BILL_PAID',
  VENDOR_INVOICE_CREATED: 'BILL_RECEIVED',
  VENDOR_PAYMENT_CREATED: 'BILL_PAID',
  COMMISSION_CREATED: 'COMMISSION_CREATED',
  COMMISSION_APPROVED: 'COMMISSION_APPROVED',
} as const satisfies Record<string, MilestoneCode>;
export type BrokerEventName = keyof typeof BROKER_CODES;

/** An event of the broker's system. Without `data` it contains the shipment, in full or only its names. */
export type BrokerEvent = {
  event: BrokerEventName;
  at: number;
  apply?: () => void;
  data?: () => Record<string, unknown>;
  /** Contains no shipment id, so the receiver cannot link it to this shipment. */
  unlinked?: boolean;
};

/** `also` makes further changes together with the new record. */
type AddedRecord = Pick<BrokerEvent, 'unlinked'> & { also?: () => void };

/** Collects the events of one broker's shipment while its lifecycle is generated. */
export class BrokerScript {
  readonly random: Random;
  readonly load: Load;
  readonly scenario: Scenario;
  readonly events: BrokerEvent[] = [];
  /** Changes without an event. */
  readonly unannouncedChanges: { at: number; apply: () => void }[] = [];
  /** Whether events close together are sent in one body. */
  readonly batches: boolean;

  constructor(random: Random, load: Load) {
    this.random = random;
    this.load = load;
    this.scenario = random.weighted({ smooth: 0.6, late: 0.28, rough: 0.12 });
    this.batches = random.chance(0.5);
  }

  /** Adds an event at `at`, rounded to a second. */
  addEvent(event: BrokerEventName, at: number, rest: Pick<BrokerEvent, 'apply' | 'data' | 'unlinked'> = {}): void {
    this.events.push({ event, at: Math.round(at / 1000) * 1000, ...rest });
  }

  /** Adds a record and its event; returns the record, which is empty until then. */
  addRecord(
    event: BrokerEventName,
    at: number,
    kind: BrokerRecordKind,
    content: () => BrokerRecord,
    rest: AddedRecord = {},
  ): BrokerRecord {
    const { also, ...marks } = rest;
    const record: BrokerRecord = {};
    const apply = () => {
      this.load.records[kind].push(Object.assign(record, content()));
      also?.();
    };
    this.addEvent(event, at, { apply, data: () => ({ ...record }), ...marks });
    return record;
  }

  /** Changes the status of the shipment, with an event. */
  changeStatus(event: BrokerEventName, at: number, status: string, change?: () => void): void {
    const apply = () => {
      this.load.entered = true;
      this.load.status = status;
      change?.();
    };
    this.addEvent(event, at, { apply });
  }

  /** The delay of an arrival by scenario: minutes to a day and a half. */
  arrivalDelay(): number {
    const { random, scenario } = this;
    if (scenario === 'smooth') return random.between(-0.6, 0.5) * HOUR;
    return scenario === 'late' ? random.between(0.5, 7) * HOUR : random.between(4, 36) * HOUR;
  }
}
