import type { EffectPart, EffectValue } from '#lib/model/effect.ts';
import type { EntityType } from '#lib/model/identity.ts';
import {
  BOOKING_LABELS,
  DOCUMENT_LABELS,
  INVOICE_LABELS,
  KIND_LABELS,
  ORDER_LABELS,
  PRODUCT_LABELS,
} from '#lib/model/labels.ts';
import { lookup } from '#lib/model/lookup.ts';
import type { Classifier, MilestoneCode } from '#lib/model/milestone.ts';
import { STEPS, type StepCode } from '#lib/model/record.ts';
import { STAGES } from '#lib/model/shipment.ts';
import { asDay, type Moment, parseMoment } from '#lib/model/time.ts';
import { onClockOf } from '#lib/model/zone.ts';
import { moneyText } from '#lib/words/money-text.ts';
import { referenceLabel } from '../shipments/reference.ts';
import { inWords, milestoneLabel, placeText } from '../shipments/words.ts';
import { momentText } from '../time/format.ts';

export type EffectWords = {
  /** The name of the value. */
  subject: string;
  before: string | null;
  after: string | null;
};
/** The fields of an effect that its texts need. */
export type WordedEffect = EffectValue & { entityType: EntityType; before: unknown; after: unknown };

type Fields = Readonly<Record<string, unknown>>;
const fieldsOf = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {});
const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

const CLASSIFIERS: Record<Classifier, string> = { PLN: 'planned', EST: 'estimated', ACT: 'actual' };
/** The labels of coded values, by entity and field. */
const CODES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'booking status': BOOKING_LABELS,
  'purchase_order status': ORDER_LABELS,
  'product status': PRODUCT_LABELS,
  'invoice status': INVOICE_LABELS,
  'invoice kind': KIND_LABELS,
  'document status': DOCUMENT_LABELS,
};
/** Other fields that hold codes in snake case. */
const CODED = new Set(['type', 'size', 'mode', 'freightType', 'priority', 'category', 'originRole', 'destinationRole']);
const WORDS: Record<string, string> = { eta: 'ETA', scac: 'SCAC', vesselImo: 'Vessel IMO', mcNumber: 'MC number' };

/**
 * The texts of an effect: the name of the value, the previous and the new value. Times are on the clock of their place, or in the time zone
 * `shownIn` that a user wants.
 */
export function effectInWords(effect: WordedEffect, shownIn: string | null = null): EffectWords {
  const { part, field, before, after } = effect;
  if (part !== null && field === 'removed') return ofRemoved(part, before);
  switch (part?.type) {
    case 'milestone':
      return ofMilestone(part, before, after, shownIn);
    case 'exception':
      return ofException(part.code, field, before, after);
    case 'step':
      return ofStep(part.code, before, after, shownIn);
    case 'line':
      return ofLine(part.position, before, after, shownIn);
    case 'reference':
      return {
        subject: referenceLabel(String(fieldsOf(after).type)),
        before: null,
        after: String(fieldsOf(after).value),
      };
    case 'role': {
      const { role, name } = fieldsOf(after);
      return { subject: inWords(String(role)), before: null, after: textOf(name) ?? 'added' };
    }
    case 'shipment':
      return { subject: 'Shipment', before: null, after: 'linked' };
    case 'item':
      return { subject: 'Item', before: null, after: itemText(fieldsOf(after)) ?? 'created' };
    default:
      return ofField(part === null ? null : part.type, effect, shownIn);
  }
}

/** A part that was taken off: what it was, where one of several was. */
function ofRemoved({ type }: EffectPart, before: unknown): EffectWords {
  const [after, was] = ['removed', fieldsOf(before)];
  if (type === 'reference') return { subject: referenceLabel(String(was.type)), before: textOf(was.value), after };
  if (type === 'role') return { subject: inWords(String(was.role)), before: textOf(was.name), after };
  return { subject: inWords(type), before: type === 'item' ? itemText(was) : textOf(before), after };
}

/** `CH Chair, 4 units, order PO-1` */
function itemText({ sku, product, poNumber, units }: Fields): string | null {
  const name = [sku, product].map(textOf).filter(Boolean).join(' ');
  const order = textOf(poNumber);
  const number = valueText(units, null);
  return [name, number && `${number} units`, order && `order ${order}`].filter(Boolean).join(', ') || null;
}

/** A value of the entity itself, or of one of its legs or containers. */
function ofField(
  part: 'leg' | 'container' | null,
  { entityType, field, before, after }: WordedEffect,
  shownIn: string | null,
): EffectWords {
  if (field === 'added') return { subject: inWords(part ?? entityType), before: null, after: 'created' };
  const owner = part === null ? '' : `${inWords(part)}: `;
  const text = (value: unknown) => codeText(entityType, field, value) ?? valueText(value, shownIn);
  return { subject: owner + fieldName(field, owner !== ''), before: text(before), after: text(after) };
}

/** The label of a coded value; null if it is none. */
function codeText(entityType: EntityType, field: string, value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const labels = lookup(CODES, `${entityType} ${field}`);
  if (labels) return lookup(labels, value) ?? inWords(value);
  return CODED.has(field) && /^[a-z0-9]+(_[a-z0-9]+)*$/.test(value) ? inWords(value) : null;
}

function fieldName(column: string, follows: boolean): string {
  const known = lookup(WORDS, column);
  if (known) return known;
  const words = inWords(column.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase());
  return follows ? words.toLowerCase() : words;
}

type MilestonePart = Extract<EffectPart, { type: 'milestone' }>;

function ofMilestone(
  { code, classifier }: MilestonePart,
  before: unknown,
  after: unknown,
  shownIn: string | null,
): EffectWords {
  return {
    subject: `${milestoneLabel(code)}, ${CLASSIFIERS[classifier]}`,
    before: claimText(before, shownIn, classifier === 'PLN'),
    after: claimText(after, shownIn, classifier === 'PLN') ?? 'retracted',
  };
}

/** A step of a record was added or retracted. */
function ofStep(code: StepCode, before: unknown, after: unknown, shownIn: string | null): EffectWords {
  return { subject: STEPS[code], before: stepText(before, shownIn), after: stepText(after, shownIn) ?? 'retracted' };
}

function stepText(value: unknown, shownIn: string | null): string | null {
  const { amount, note } = fieldsOf(value);
  const parts = [claimText(value, shownIn), valueText(amount, shownIn), textOf(note)].filter(Boolean);
  return value === null || value === undefined ? null : parts.join(', ');
}

/** A line of an order or invoice was added, removed or changed; only differences are shown. */
function ofLine(position: number, before: unknown, after: unknown, shownIn: string | null): EffectWords {
  const [was, is] = [fieldsOf(before), fieldsOf(after)];
  const changed = (one: Fields, other: Fields) =>
    Object.entries(one)
      .filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(other[key]))
      .map(([key, value]) => `${fieldName(key, true)} ${valueText(value, shownIn) ?? 'none'}`)
      .join(', ');
  return {
    subject: `Line ${position}`,
    before: before ? changed(was, is) || null : null,
    after: after ? changed(is, was) || 'as before' : 'gone',
  };
}

function zoneOf(place: unknown): string | null {
  return isPlace(place) ? (place.timeZone ?? null) : null;
}

/** A time with its place and its reason. The reason of a plan is its terms, as they were written: `FCFS`. */
function claimText(value: unknown, shownIn: string | null, isPlan = false): string | null {
  const { occurredText, reason, place } = fieldsOf(value);
  const text = textOf(occurredText);
  if (!text) return valueText(value, shownIn);
  const moment = parseMoment(text);
  const day = fieldsOf(value).precision === 'day';
  const placed = moment && (day ? asDay(moment) : onClockOf(moment, zoneOf(place)));
  const when = placed ? momentText(placed, null, shownIn) : text;
  const where = isPlace(place) ? ` at ${placeText(place)}` : '';
  const why = textOf(reason);
  return [when + where, why && (isPlan ? why : inWords(why).toLowerCase())].filter(Boolean).join(', ');
}

function ofException(code: MilestoneCode, became: string, before: unknown, after: unknown): EffectWords {
  const { reason } = fieldsOf(became === 'cleared' || became === 'withdrawn' ? before : after);
  const why = textOf(reason) ? `: ${inWords(String(reason)).toLowerCase()}` : '';
  return {
    subject: milestoneLabel(code) + why,
    before: null,
    after: [became, textOf(after)].filter(Boolean).join(' by '),
  };
}

function isPlace(value: unknown): value is Parameters<typeof placeText>[0] {
  return typeof fieldsOf(value).name === 'string' && 'unlocode' in fieldsOf(value);
}

function isMoment(value: unknown): value is Moment {
  return typeof fieldsOf(value).at === 'string' && typeof fieldsOf(value).text === 'string';
}

/** A date or time in ISO 8601 as it is shown elsewhere; null for other text. */
function timeText(text: string, shownIn: string | null): string | null {
  const moment = /^\d{4}-\d\d-\d\d(T\d\d:|$)/.test(text) ? parseMoment(text) : null;
  return moment && momentText(moment, null, shownIn);
}

function valueText(value: unknown, shownIn: string | null): string | null {
  if (value === null || value === undefined) return null;
  if (isMoment(value)) return momentText(value, null, shownIn);
  if (isPlace(value)) return placeText(value);
  if (typeof value === 'string') return lookup(STAGES, value)?.label ?? timeText(value, shownIn) ?? value;
  if (Array.isArray(value)) return value.map((one) => valueText(one, shownIn)).join(', ') || 'none';
  const { value: amount, unit, amount: money, currency } = fieldsOf(value);
  if (typeof money === 'string') return moneyText({ amount: money, currency: textOf(currency) });
  if (typeof amount === 'string' && typeof unit === 'string') return `${amount} ${unit}`;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
