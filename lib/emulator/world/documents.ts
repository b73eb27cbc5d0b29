import type { FreightDocument } from './freight.ts';
import { longId } from './identifiers.ts';
import { DAY, HOUR } from './local-time.ts';
import type { Script } from './script.ts';

/** When a document is due, in hours around its event, and its probability. */
type DocumentPlan = { type: string; from: number; to: number; share: number };

/** When the events happen that documents belong to. */
export type Course = { confirmed: number; departed: number; arrived: number; released: number; delivered: number };

type Set = Partial<Record<keyof Course, readonly DocumentPlan[]>>;

const plan = (type: string, from: number, to: number, share: number): DocumentPlan => ({ type, from, to, share });

const OCEAN: Set = {
  confirmed: [plan('booking_confirmation', 1, 12, 0.6)],
  departed: [
    plan('packing_list', -96, -8, 0.9),
    plan('approved_house_bill_of_lading_draft', -20, 10, 0.35),
    plan('flexport_bill_of_lading', 6, 90, 0.92),
    plan('master_bill_of_lading', 24, 140, 0.55),
    plan('certificate_of_origin', -48, 90, 0.12),
  ],
  arrived: [plan('arrival_notice', -130, -10, 0.92), plan('freight_release', -60, 30, 0.3)],
  released: [plan('customs_entry', -2, 30, 0.9), plan('delivery_order', 1, 20, 0.85)],
  delivered: [plan('proof_of_delivery', 1, 70, 0.86)],
};

const AIR: Set = {
  departed: [
    plan('packing_list', -30, -3, 0.9),
    plan('house_airway_bill', 1, 8, 0.93),
    plan('master_airway_bill', 2, 16, 0.6),
  ],
  arrived: [plan('arrival_notice', -6, 3, 0.85)],
  released: [plan('customs_entry', -1, 14, 0.9), plan('delivery_order', 1, 8, 0.7)],
  delivered: [plan('proof_of_delivery', 1, 50, 0.86)],
};

/** A document is added to the system. */
export function fileDocument(script: Script, type: string, at: number, about = `FLEX-${script.freight.id}`): void {
  const { random } = script;
  const size = random.int(40_000, 900_000);
  const fileName = `${type}-${about}.pdf`;
  const document: FreightDocument = { id: longId(random), type, fileName, size, uploadedAt: Math.floor(at) };
  script.announce('/document#document_created', at, { kind: 'document', document }, { code: 'DOCUMENT_ADDED' });
}

/** Adds the documents of each step, most of them on time, some never. */
export function fileDocuments(script: Script, course: Course): void {
  const { random, freight, scenario } = script;
  const plans = freight.mode === 'ocean' ? OCEAN : AIR;
  for (const step of Object.keys(plans) as (keyof Course)[]) {
    for (const { type, from, to, share } of plans[step] ?? []) {
      const late = scenario === 'rough' && random.chance(0.25) ? random.between(1, 6) * DAY : 0;
      const at = course[step] + random.between(from, to) * HOUR + late;
      if (random.chance(share)) fileDocument(script, type, Math.max(at, freight.createdAt + HOUR));
    }
  }
}
