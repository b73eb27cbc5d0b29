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
import type { Words } from '#lib/model/language.ts';
import { lookup } from '#lib/model/lookup.ts';
import type { Classifier, MilestoneCode } from '#lib/model/milestone.ts';
import { STEPS, type StepCode } from '#lib/model/record.ts';
import { STAGES } from '#lib/model/shipment.ts';
import { asDay, type Moment, parseMoment } from '#lib/model/time.ts';
import { onClockOf } from '#lib/model/zone.ts';
import { moneyText, plainDecimal } from '#lib/words/money-text.ts';
import { endReason } from '#lib/words/status-reason.ts';
import { ENGLISH } from '#lib/words/words-of.ts';
import { referenceLabel } from '../shipments/reference.ts';
import { claimReasonInside, inWords, milestoneLabel, placeText } from '../shipments/words.ts';

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
const NAMES: Record<string, string> = { eta: 'ETA', scac: 'SCAC', vesselImo: 'Vessel IMO', mcNumber: 'MC number' };

/** The time zone `shownIn` that a user wants, and the words of the reader. */
type How = { shownIn: string | null; words: Words };

/**
 * The texts of an effect: the name of the value, the previous and the new value. Times are on the clock of their place, or in the time zone
 * `shownIn` that a user wants.
 */
export function effectInWords(
  effect: WordedEffect,
  shownIn: string | null = null,
  words: Words = ENGLISH,
): EffectWords {
  const { part, field, before, after } = effect;
  const how = { shownIn, words };
  const { t } = words;
  if (part !== null && field === 'removed') return ofRemoved(part, before, words);
  switch (part?.type) {
    case 'milestone':
      return ofMilestone(part, before, after, how);
    case 'exception':
      return ofException(part.code, field, before, after, words);
    case 'step':
      return ofStep(part.code, before, after, how);
    case 'line':
      return ofLine(part.position, before, after, how);
    case 'reference': {
      const { type, value } = fieldsOf(after);
      return { subject: t(referenceLabel(String(type))), before: null, after: String(value) };
    }
    case 'role': {
      const { role, name } = fieldsOf(after);
      return { subject: t(inWords(String(role))), before: null, after: textOf(name) ?? t('added') };
    }
    case 'shipment':
      return { subject: t('Shipment'), before: null, after: t('linked') };
    case 'item':
      return { subject: t('Item'), before: null, after: itemText(fieldsOf(after), words) ?? t('created') };
    default:
      return ofField(part === null ? null : part.type, effect, how);
  }
}

/** A part that was taken off: what it was, where one of several was. */
function ofRemoved({ type }: EffectPart, before: unknown, words: Words): EffectWords {
  const { t } = words;
  const [after, was] = [t('removed'), fieldsOf(before)];
  if (type === 'reference') return { subject: t(referenceLabel(String(was.type))), before: textOf(was.value), after };
  if (type === 'role') return { subject: t(inWords(String(was.role))), before: textOf(was.name), after };
  return { subject: t(inWords(type)), before: type === 'item' ? itemText(was, words) : textOf(before), after };
}

/** `CH Chair, 4 units, order PO-1` */
function itemText({ sku, product, poNumber, units }: Fields, words: Words): string | null {
  const { t, list } = words;
  const name = [sku, product].map(textOf).filter(Boolean).join(' ');
  const number = textOf(poNumber);
  const order = number && t('order {number}', { number });
  const n = valueText(units, { shownIn: null, words });
  return list([name, n && t('{n} units', { n }), order]) || null;
}

/** A value of the entity itself, or of one of its legs or containers. */
function ofField(
  part: 'leg' | 'container' | null,
  { entityType, field, before, after }: WordedEffect,
  how: How,
): EffectWords {
  const { words } = how;
  const { t } = words;
  if (field === 'added') return { subject: t(inWords(part ?? entityType)), before: null, after: t('created') };
  const text = (value: unknown) => codeText(entityType, field, value, words) ?? valueText(value, how);
  const name = fieldName(field, part !== null, words);
  const subject = part === null ? name : t('{label}: {text}', { label: t(inWords(part)), text: name });
  return { subject, before: text(before), after: text(after) };
}

/** The label of a coded value; null if it is none. */
function codeText(entityType: EntityType, field: string, value: unknown, { t }: Words): string | null {
  if (typeof value !== 'string') return null;
  const labels = lookup(CODES, `${entityType} ${field}`);
  if (labels) return t(lookup(labels, value) ?? inWords(value));
  return CODED.has(field) && /^[a-z0-9]+(_[a-z0-9]+)*$/.test(value) ? t(inWords(value)) : null;
}

function fieldName(column: string, follows: boolean, { t, inside }: Words): string {
  const known = lookup(NAMES, column);
  if (known) return t(known);
  const name = t(inWords(column.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()));
  return follows ? inside(name) : name;
}

type MilestonePart = Extract<EffectPart, { type: 'milestone' }>;

function ofMilestone({ code, classifier }: MilestonePart, before: unknown, after: unknown, how: How): EffectWords {
  const { t } = how.words;
  return {
    subject: t('{milestone}, {classifier}', {
      milestone: milestoneLabel(code, how.words),
      classifier: t(CLASSIFIERS[classifier]),
    }),
    before: claimText(before, how, classifier),
    after: claimText(after, how, classifier) ?? t('retracted'),
  };
}

/** A step of a record was added or retracted. */
function ofStep(code: StepCode, before: unknown, after: unknown, how: How): EffectWords {
  const { t } = how.words;
  return { subject: t(STEPS[code]), before: stepText(before, how), after: stepText(after, how) ?? t('retracted') };
}

function stepText(value: unknown, how: How): string | null {
  const { amount, note } = fieldsOf(value);
  const parts = [claimText(value, how, 'ACT'), valueText(amount, how), textOf(note)];
  return value === null || value === undefined ? null : how.words.list(parts);
}

/** A line of an order or invoice was added, removed or changed; only differences are shown. */
function ofLine(position: number, before: unknown, after: unknown, how: How): EffectWords {
  const { words } = how;
  const { t } = words;
  const [was, is] = [fieldsOf(before), fieldsOf(after)];
  const changed = (one: Fields, other: Fields) =>
    words.list(
      Object.entries(one)
        .filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(other[key]))
        .map(([key, value]) => `${fieldName(key, true, words)} ${valueText(value, how) ?? t('none')}`),
    );
  return {
    subject: t('Line {n}', { n: String(position) }),
    before: before ? changed(was, is) || null : null,
    after: after ? changed(is, was) || t('as before') : t('gone'),
  };
}

function zoneOf(place: unknown): string | null {
  return isPlace(place) ? (place.timeZone ?? null) : null;
}

function claimText(value: unknown, how: How, classifier: Classifier): string | null {
  const { shownIn, words } = how;
  const { occurredText, reason, place } = fieldsOf(value);
  const text = textOf(occurredText);
  if (!text) return valueText(value, how);
  const moment = parseMoment(text);
  const day = fieldsOf(value).precision === 'day';
  const placed = moment && (day ? asDay(moment) : onClockOf(moment, zoneOf(place)));
  const time = placed ? words.moment(placed, null, shownIn) : text;
  const when = isPlace(place) ? words.t('{time} at {place}', { time, place: placeText(place) }) : time;
  return when + (textOf(reason) ? `, ${claimReasonInside(classifier, String(reason), words)}` : '');
}

function ofException(code: MilestoneCode, became: string, before: unknown, after: unknown, words: Words): EffectWords {
  const { t, inside } = words;
  const { reason } = fieldsOf(became === 'cleared' || became === 'withdrawn' ? before : after);
  const label = milestoneLabel(code, words);
  const why = textOf(reason);
  const by = textOf(after);
  return {
    subject: why ? t('{label}: {text}', { label, text: inside(t(inWords(why))) }) : label,
    before: null,
    after: by ? t('{change} by {reason}', { change: t(became), reason: endReason(by, words) }) : t(became),
  };
}

function isPlace(value: unknown): value is Parameters<typeof placeText>[0] {
  return typeof fieldsOf(value).name === 'string' && 'unlocode' in fieldsOf(value);
}

function isMoment(value: unknown): value is Moment {
  return typeof fieldsOf(value).at === 'string' && typeof fieldsOf(value).text === 'string';
}

/** A date or time in ISO 8601 as it is shown elsewhere; null for other text. */
function timeText(text: string, { shownIn, words }: How): string | null {
  const moment = /^\d{4}-\d\d-\d\d(T\d\d:|$)/.test(text) ? parseMoment(text) : null;
  return moment && words.moment(moment, null, shownIn);
}

function valueText(value: unknown, how: How): string | null {
  const { t, moment, list } = how.words;
  if (value === null || value === undefined) return null;
  if (isMoment(value)) return moment(value, null, how.shownIn);
  if (isPlace(value)) return placeText(value);
  if (typeof value === 'string') return stageText(value, how.words) ?? timeText(value, how) ?? value;
  if (Array.isArray(value)) return list(value.map((one) => valueText(one, how))) || t('none');
  const { value: amount, unit, amount: money, currency } = fieldsOf(value);
  if (typeof money === 'string') return moneyText({ amount: money, currency: textOf(currency) }, how.words);
  if (typeof amount === 'string' && typeof unit === 'string') return `${plainDecimal(amount, how.words)} ${unit}`;
  if (typeof value === 'boolean') return t(value ? 'yes' : 'no');
  if (typeof value === 'number') return plainDecimal(String(value), how.words);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function stageText(value: string, { t }: Words): string | null {
  const stage = lookup(STAGES, value);
  return stage ? t(stage.label) : null;
}
