import { lookup } from '#lib/model/lookup.ts';
import type { MilestoneCode } from '#lib/model/milestone.ts';
import { STEPS } from '#lib/model/record.ts';
import { STAGES } from '#lib/model/shipment.ts';
import { type Moment, parseMoment } from '#lib/model/time.ts';
import { onClockOf } from '#lib/model/zone.ts';
import { moneyText } from '../money/money-text.ts';
import { referenceLabel } from '../shipments/reference.ts';
import { inWords, milestoneLabel, placeText } from '../shipments/words.ts';
import { momentText } from '../time/format.ts';

export type EffectWords = {
  /** What the change is about. */
  subject: string;
  before: string | null;
  after: string | null;
};
type Effect = { what: string; before: unknown; after: unknown };

type Fields = Readonly<Record<string, unknown>>;
const fieldsOf = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {});
const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

const CLASSIFIERS: Record<string, string> = { PLN: 'planned', EST: 'estimated', ACT: 'actual' };
const WORDS: Record<string, string> = { eta: 'ETA', scac: 'SCAC', vesselImo: 'Vessel IMO', mcNumber: 'MC number' };
/** Records whose fields go by their own names where their changes are read. */
const OWN = new Set(['shipment', 'booking', 'purchase_order', 'product', 'invoice', 'document']);
const HAPPENINGS = new Set(['added', 'raised', 'cleared', 'reopened', 'withdrawn']);

/** Says an effect in words: what it is about, what stood before and what stands now. */
export function effectInWords({ what, before, after }: Effect): EffectWords {
  const [noun = '', ...rest] = what.split(' ');
  const subject = rest.join(' ');
  if (noun === 'milestone') return ofMilestone(subject, before, after);
  if (noun === 'exception') return ofException(subject, before, after);
  if (noun === 'step') return ofStep(subject, before, after);
  if (/^(order|invoice) line /.test(what)) return ofLine(subject, before, after);
  if (HAPPENINGS.has(subject)) return added(noun, after);
  const name = subject || noun;
  const owner = subject && !OWN.has(noun) ? `${inWords(noun)}: ` : '';
  return { subject: owner + fieldName(name, owner !== ''), before: valueText(before), after: valueText(after) };
}

function fieldName(column: string, follows: boolean): string {
  const known = lookup(WORDS, column);
  if (known) return known;
  const words = inWords(column.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase());
  return follows ? words.toLowerCase() : words;
}

function ofMilestone(subject: string, before: unknown, after: unknown): EffectWords {
  const [code = '', classifier = ''] = subject.split(' ');
  const label = milestoneLabel(code as MilestoneCode);
  return {
    subject: `${label}, ${lookup(CLASSIFIERS, classifier) ?? classifier}`,
    before: claimText(before),
    after: claimText(after) ?? 'retracted',
  };
}

/** Something happened to a record, or did not after all. */
function ofStep(code: string, before: unknown, after: unknown): EffectWords {
  const label = lookup(STEPS, code) ?? inWords(code.toLowerCase());
  return { subject: label, before: stepText(before), after: stepText(after) ?? 'retracted' };
}

function stepText(value: unknown): string | null {
  const { amount, note } = fieldsOf(value);
  const parts = [claimText(value), valueText(amount), textOf(note)].filter(Boolean);
  return value === null || value === undefined ? null : parts.join(', ');
}

/** A line of an order or invoice came, went or changed: only what is different is said. */
function ofLine(subject: string, before: unknown, after: unknown): EffectWords {
  const [was, is] = [fieldsOf(before), fieldsOf(after)];
  const changed = (one: Fields, other: Fields) =>
    Object.entries(one)
      .filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(other[key]))
      .map(([key, value]) => `${fieldName(key, true)} ${valueText(value) ?? 'none'}`)
      .join(', ');
  return {
    subject: inWords(subject),
    before: before ? changed(was, is) || null : null,
    after: after ? changed(is, was) || 'as before' : 'gone',
  };
}

function zoneOf(place: unknown): string | null {
  return isPlace(place) ? (place.timeZone ?? null) : null;
}

function claimText(value: unknown): string | null {
  const { occurredText, reason, place } = fieldsOf(value);
  const text = textOf(occurredText);
  if (!text) return valueText(value);
  const moment = parseMoment(text);
  const day = fieldsOf(value).precision === 'day';
  const when = moment ? momentText(day ? { ...moment, precision: 'day' } : onClockOf(moment, zoneOf(place))) : text;
  const where = isPlace(place) ? ` at ${placeText(place)}` : '';
  return when + where + (textOf(reason) ? `, ${inWords(String(reason)).toLowerCase()}` : '');
}

function ofException(happening: string, before: unknown, after: unknown): EffectWords {
  const { code, reason } = fieldsOf(happening === 'cleared' || happening === 'withdrawn' ? before : after);
  const label = milestoneLabel((textOf(code) ?? 'exception') as MilestoneCode);
  const why = textOf(reason) ? `: ${inWords(String(reason)).toLowerCase()}` : '';
  return { subject: `${label}${why}`, before: null, after: [happening, textOf(after)].filter(Boolean).join(' by ') };
}

function added(noun: string, after: unknown): EffectWords {
  const { type, value, role, name, shipmentId } = fieldsOf(after);
  if (noun === 'shipment' && shipmentId) return { subject: 'Shipment', before: null, after: 'linked' };
  if (noun === 'reference') return { subject: referenceLabel(String(type)), before: null, after: String(value) };
  if (noun === 'party')
    return { subject: inWords(String(role ?? 'party')), before: null, after: textOf(name) ?? 'added' };
  return { subject: inWords(noun), before: null, after: 'created' };
}

function isPlace(value: unknown): value is Parameters<typeof placeText>[0] {
  return typeof fieldsOf(value).name === 'string' && 'unlocode' in fieldsOf(value);
}

function isMoment(value: unknown): value is Moment {
  return typeof fieldsOf(value).at === 'string' && typeof fieldsOf(value).text === 'string';
}

function valueText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (isMoment(value)) return momentText(value);
  if (isPlace(value)) return placeText(value);
  if (typeof value === 'string') return lookup(STAGES, value)?.label ?? value;
  if (Array.isArray(value)) return value.map((one) => valueText(one)).join(', ') || 'none';
  const { value: amount, unit, amount: money, currency } = fieldsOf(value);
  if (typeof money === 'string') return moneyText({ amount: money, currency: textOf(currency) });
  if (typeof amount === 'string' && typeof unit === 'string') return `${amount} ${unit}`;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
