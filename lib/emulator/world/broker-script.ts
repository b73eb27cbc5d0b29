import type { Load, Paper, PaperKind } from '#lib/emulator/world/load.ts';
import { HOUR } from '#lib/emulator/world/local-time.ts';
import type { Random } from '#lib/emulator/world/random.ts';
import type { Scenario } from '#lib/emulator/world/script.ts';
import type { MilestoneCode } from '#lib/model/milestone.ts';

/** What each event of a shipment means, for `lives()`. */
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

/** An event of the broker's system. Without `data` it carries the shipment, in full or only its names. */
export type BrokerEvent = {
  event: BrokerEventName;
  at: number;
  apply?: () => void;
  data?: () => Record<string, unknown>;
  /** Names no shipment, so that nobody can know that it belongs to this one. */
  unlinked?: boolean;
};

/** `also` is what else changes with a new paper. */
type Issue = Pick<BrokerEvent, 'unlinked'> & { also?: () => void };

/** Collects what happens to one broker's shipment while its life is thought out. */
export class BrokerScript {
  readonly random: Random;
  readonly load: Load;
  readonly fate: Scenario;
  readonly events: BrokerEvent[] = [];
  /** Changes that no event tells of. */
  readonly unsaid: { at: number; apply: () => void }[] = [];
  /** Whether events close together travel in one body. */
  readonly batches: boolean;

  constructor(random: Random, load: Load) {
    this.random = random;
    this.load = load;
    this.fate = random.weighted({ smooth: 0.6, late: 0.28, rough: 0.12 });
    this.batches = random.chance(0.5);
  }

  /** Tells of something at `at`, rounded to a second. */
  tell(event: BrokerEventName, at: number, rest: Pick<BrokerEvent, 'apply' | 'data' | 'unlinked'> = {}): void {
    this.events.push({ event, at: Math.round(at / 1000) * 1000, ...rest });
  }

  /** Tells of a new paper and keeps it; returns the record that is kept, empty until then. */
  issue(event: BrokerEventName, at: number, kind: PaperKind, paper: () => Paper, rest: Issue = {}): Paper {
    const { also, ...marks } = rest;
    const record: Paper = {};
    const apply = () => {
      this.load.papers[kind].push(Object.assign(record, paper()));
      also?.();
    };
    this.tell(event, at, { apply, data: () => ({ ...record }), ...marks });
    return record;
  }

  /** Moves the shipment to a status and tells of it. */
  move(event: BrokerEventName, at: number, status: string, change?: () => void): void {
    const apply = () => {
      this.load.entered = true;
      this.load.status = status;
      change?.();
    };
    this.tell(event, at, { apply });
  }

  /** How far a plan is missed, by fate: minutes to a day and a half. */
  arrivalDelay(): number {
    const { random, fate } = this;
    if (fate === 'smooth') return random.between(-0.6, 0.5) * HOUR;
    return fate === 'late' ? random.between(0.5, 7) * HOUR : random.between(4, 36) * HOUR;
  }
}
