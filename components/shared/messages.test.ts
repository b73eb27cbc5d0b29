import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BOOKINGS } from '#db/queries/bookings.ts';
import { CONTAINERS } from '#db/queries/containers.ts';
import { PURCHASE_ORDERS } from '#db/queries/purchase-orders.ts';
import { SHIPMENTS } from '#db/queries/shipments.ts';
import { EXCEPTION_KINDS } from '#lib/model/exception.ts';
import { BOOKING_LABELS, ORDER_LABELS } from '#lib/model/labels.ts';
import { MILESTONES } from '#lib/model/milestone.ts';
import type { SharedList } from '#lib/model/share-link.ts';
import { REFERENCE_TYPES, STAGES } from '#lib/model/shipment.ts';
import de from '#lib/words/messages/de.json' with { type: 'json' };
import zh from '#lib/words/messages/zh.json' with { type: 'json' };
import { ZONE_UNKNOWN } from '#lib/words/time-text.ts';
import { BOOKING_SHEET } from '../sheets/bookings.ts';
import { CONTAINER_SHEET } from '../sheets/containers.ts';
import { ORDER_SHEET } from '../sheets/purchase-orders.ts';
import { SHIPMENT_SHEET } from '../sheets/shipments.ts';
import { progressSteps } from '../shipments/progress.ts';
import { referenceLabel } from '../shipments/reference.ts';
import { INTERNAL_PHASES } from './shipment-data.ts';

const ROOT = join(import.meta.dirname, '../..');
const SOURCES = ['app/shared/**/*.ts*', 'components/{shared,sheets,shipments,record,table}/**/*.ts*'];
const PAGES = ['app/shared/**/*.tsx', 'components/shared/{frame,shipment-sheet,table}.tsx'];

const files = (patterns: readonly string[]) =>
  globSync(patterns, { cwd: ROOT })
    .filter((path) => !path.includes('.test.'))
    .map((path) => readFileSync(join(ROOT, path), 'utf8'));

/** Texts that the sources give to `t` as they stand. */
const literal = files(SOURCES).flatMap((source) =>
  [...source.matchAll(/\bt\(\s*'((?:[^'\\]|\\.)*)'/g)].map(([, text = '']) => text.replaceAll("\\'", "'")),
);

const steps = progressSteps(
  (['booked', 'picked_up', 'departed', 'arrived', 'delivering', 'delivered'] as const).map((step) => ({
    step,
    state: 'done',
    moment: null,
  })),
).map(({ label }) => label);

/** Forms and types of containers as the providers' documentation and ISO 6346 name them. */
const CONTAINER_FORMS = ['high cube', 'reefer', 'open top', 'flat rack', 'tank', 'dry', 'special', 'lcl'];

const SHEETS: Record<SharedList, [{ title: string }, Record<string, { label: string }>]> = {
  '/shipments': [SHIPMENTS, SHIPMENT_SHEET],
  '/containers': [CONTAINERS, CONTAINER_SHEET],
  '/bookings': [BOOKINGS, BOOKING_SHEET],
  '/purchase-orders': [PURCHASE_ORDERS, ORDER_SHEET],
};
const shared = Object.values(SHEETS).flatMap(([{ title }, columns]) => [
  title,
  ...Object.values(columns).map(({ label }) => label),
]);

/** Every text of ours that a shared page can show. */
const texts = new Set([
  ...literal,
  ...shared,
  ...steps.flatMap((step) => [step, step.toLowerCase()]),
  ...Object.values(STAGES).map(({ label }) => label),
  ...Object.values(MILESTONES).flatMap(({ label, phase }) => (INTERNAL_PHASES.has(phase) ? [] : [label])),
  ...Object.values(EXCEPTION_KINDS).map(({ label }) => label),
  ...REFERENCE_TYPES.map(referenceLabel),
  ...Object.values(BOOKING_LABELS),
  ...Object.values(ORDER_LABELS),
  ...CONTAINER_FORMS.flatMap((name) => [name, name.charAt(0).toUpperCase() + name.slice(1)]),
  ZONE_UNKNOWN,
]);

const placeholders = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();

describe.each<[string, Readonly<Record<string, string>>]>(Object.entries({ de, zh }))(
  'the messages in %s',
  (_language, messages) => {
    const translated = Object.entries(messages);

    it('translate every text of shared pages, and no other', () => {
      const known = new Set(Object.keys(messages));
      expect([...texts].filter((text) => !known.has(text))).toEqual([]);
      expect([...known].filter((text) => !texts.has(text))).toEqual([]);
    });

    it('have the values of the English text', () => {
      for (const [english, text] of translated) expect(placeholders(text), english).toEqual(placeholders(english));
    });

    it('are in the order of their English texts', () => {
      expect(translated.map(([english]) => english)).toEqual(translated.map(([english]) => english).sort());
    });
  },
);

it('shared pages have no text that is not translated', () => {
  for (const page of files(PAGES)) {
    const markup = page.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
    expect(markup.match(/>\s*[A-Za-z][^<>{}()=;]*[a-z]{2}[^<>{}()=;]*<\//g)).toBeNull();
    expect(markup.match(/\b(?:title|label|placeholder|alt|aria-label)="[^"]*"/g)).toBeNull();
  }
});
