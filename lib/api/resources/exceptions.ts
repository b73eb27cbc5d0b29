import { z } from 'zod';
import { EXCEPTION_STATES } from '#db/queries/exception-states.ts';
import { EXCEPTIONS, type ExceptionActRow, type ExceptionItem } from '#db/queries/exceptions.ts';
import { exceptionActs, exceptionCases } from '#db/schema/index.ts';
import { listOperation, oneOperation } from '#lib/api/operation.ts';
import { moment, place, referenceSchema, rowOf } from '#lib/api/rows.ts';
import { UNASSESSED } from '#lib/model/demurrage.ts';
import { EXCEPTION_GROUPS, EXCEPTION_TYPES, type ExceptionGroup, SEVERITIES } from '#lib/model/exception.ts';
import { EXCEPTION_ACT_KINDS, RESOLUTION_CODES } from '#lib/model/exception-act.ts';
import { exceptionsCommandSchema } from '#lib/model/exception-command.ts';
import { MILESTONE_CODES } from '#lib/model/milestone.ts';
import { namesOf } from '#lib/model/names-of.ts';
import { INVOICE_CHECKS, UNREADABLE_FIELDS } from '#lib/model/record.ts';
import { momentSchema, stageSchema } from '#lib/model/schema.ts';
import { CHARGES } from '#lib/model/tariff.ts';

const ENTITY_TYPES = ['shipment', 'invoice', 'purchase_order', 'booking', 'source'] as const;

const details = z
  .strictObject({
    expected: momentSchema,
    now: momentSchema,
    days: z.int(),
    from: z.string(),
    to: z.string(),
    milestone: z.enum(MILESTONE_CODES),
    field: z
      .enum(namesOf(UNREADABLE_FIELDS))
      .describe('Of an order or booking: the date or amount that cannot be read; what is written there is in `from`.'),
    line: z.int().describe('The position of the line of that field, from 1.'),
    place: z.string(),
    timeZone: z.string(),
    container: z.string(),
    reason: z.string(),
    documents: z.array(z.string()),
    checks: z.array(z.strictObject({ code: z.enum(INVOICE_CHECKS), expected: z.string(), stated: z.string() })),
    invoices: z
      .array(z.strictObject({ id: z.uuid(), number: z.string(), issuedOn: z.string().optional() }))
      .describe('Two invoices that are one: the one that it is about, and the one that was issued first.'),
    usualGapSeconds: z.int().describe('Of a source: the median interval between its webhooks.'),
    amount: z
      .strictObject({ amount: z.string(), currency: z.string() })
      .describe('The money at risk, if known; of demurrage what is due by the day in `demurrage`.'),
    demurrage: z
      .strictObject({
        charge: z.enum(namesOf(CHARGES)).describe('What the tariff of the last of these days charges for.'),
        currency: z.string(),
        soFar: z.string().describe('Due if the container is picked up, or the empty one is returned, today.'),
        perDay: z.string().describe('For the next day that is charged.'),
        by: z.string().describe('Due if it is picked up or returned on the day in `on`.'),
        on: z.iso.date(),
        unpricedDays: z
          .int()
          .optional()
          .describe('Days until then on which no tariff is valid: the amounts are the least that is due.'),
      })
      .describe('Of free time: what the tariff of the carrier charges after it. Missing where that is not known.'),
    unassessed: z
      .enum(namesOf(UNASSESSED))
      .describe('Of a possible charge: why its amount is not known. That does not mean that there is none.'),
  })
  .partial()
  .describe('The facts; which of them are there depends on the type.');

const subject = z.strictObject({
  kind: z.enum(ENTITY_TYPES),
  title: z.string(),
  path: z.string().nullable().describe('Its page.'),
  shipment: z
    .strictObject({
      ...{ id: z.uuid(), provider: z.string(), externalId: z.string(), name: z.string().nullable() },
      ...{ customer: z.string().nullable(), mode: z.string().nullable(), status: stageSchema },
      ...{ from: place, to: place, eta: moment, references: z.array(referenceSchema) },
    })
    .nullable(),
});

const shape = {
  entityType: z.enum(ENTITY_TYPES),
  type: z.enum(EXCEPTION_TYPES),
  severity: z.enum(SEVERITIES),
  details,
  snoozedFor: z
    .union([
      z.strictObject({
        until: z.literal('milestone'),
        lastMilestone: z.string().nullable(),
        lastMilestoneAt: z.string().nullable(),
        milestones: z.int().optional().describe('How many milestones had happened when it was snoozed.'),
      }),
      z.strictObject({ until: z.literal('worse') }),
    ])
    .nullable()
    .describe('What wakes it, unless `snoozedUntil` does.'),
  resolution: z.enum(RESOLUTION_CODES).nullable(),
  group: z.enum(Object.keys(EXCEPTION_GROUPS) as [ExceptionGroup, ...ExceptionGroup[]]),
  state: z.enum(EXCEPTION_STATES),
  subject: subject.describe('What it is about.'),
};

const row = rowOf(exceptionCases, shape, ['urgency']);

export const exceptionList = listOperation({
  list: EXCEPTIONS,
  id: 'listExceptions',
  tag: 'Exceptions',
  summary: 'Exceptions, the most urgent first',
  name: 'Exception',
  row,
  show: ({ urgency: _, ...exception }: ExceptionItem) => exception,
});

const act = rowOf(
  exceptionActs,
  {
    id: z.int(),
    kind: z.enum(EXCEPTION_ACT_KINDS),
    content: z
      .strictObject({
        ...{ owner: z.string().nullable(), before: z.string().nullable(), note: z.string() },
        ...{ mentions: z.array(z.string()), until: z.string(), severity: z.enum(SEVERITIES) },
        resolution: z.enum(RESOLUTION_CODES),
      })
      .partial(),
  },
  ['caseId'],
);

type ExceptionDetail = ExceptionItem & { acts: ExceptionActRow[] };

export const exceptionOne = oneOperation({
  id: 'getException',
  path: '/exceptions/{id}',
  tag: 'Exceptions',
  summary: 'One exception with everything that happened to it, oldest first',
  name: 'ExceptionDetail',
  row: rowOf(exceptionCases, { ...shape, acts: z.array(act) }, ['urgency']),
  show: ({ urgency: _, acts, ...exception }: ExceptionDetail) => ({
    ...exception,
    acts: acts.map(({ caseId: __, ...one }) => one),
  }),
});

export const exceptionCommand = {
  kind: 'command',
  id: 'commandExceptions',
  path: '/exceptions/commands',
  tag: 'Exceptions',
  summary: 'Assigns, notes, snoozes, resolves or reopens exceptions; one that refuses does not hinder the others',
  name: 'CommandOutcome',
  row: z.strictObject({
    id: z.uuid(),
    outcome: z.enum(['applied', 'unchanged', 'refused']),
    reason: z.string().nullable().describe('Why it was not applied.'),
    before: row
      .pick({ owner: true, snoozedUntil: true, snoozedFor: true, resolvedAt: true, resolution: true })
      .nullable()
      .describe('How it was before the command was applied; null if it was not.'),
  }),
  query: z.strictObject({}),
  body: exceptionsCommandSchema,
} as const;
