import { z } from 'zod';

/** Why a person resolved an exception. */
export const RESOLUTIONS = {
  fixed: 'Solved',
  no_action: 'No action needed',
  not_ours: 'Not ours to solve',
  duplicate: 'Duplicate',
  wrong_data: 'The data is wrong',
} as const;
export type Resolution = keyof typeof RESOLUTIONS;
export const RESOLUTION_CODES = Object.keys(RESOLUTIONS) as [Resolution, ...Resolution[]];

/**
 * What wakes a snoozed exception. `milestone`: the next milestone of its shipment; `lastMilestone` is the last when it was
 * snoozed. `worse`: a greater severity. An instant is `snoozed_until`.
 */
export type SnoozeUntil =
  | { until: 'milestone'; lastMilestone: string | null; lastMilestoneAt: string | null }
  | { until: 'worse' };

/** Those of people first, then those of evidence and the clock. */
export const EXCEPTION_ACT_KINDS = [
  ...['assigned', 'noted', 'snoozed', 'unsnoozed', 'resolved', 'reopened'],
  ...['opened', 'changed', 'worsened', 'woke', 'overruled', 'closed'],
] as const;
export type ExceptionActKind =
  | ('assigned' | 'noted' | 'snoozed' | 'unsnoozed' | 'resolved' | 'reopened')
  | ('opened' | 'changed' | 'worsened' | 'woke' | 'overruled' | 'closed');

/** What an act says beside its kind; empty where the kind says all. */
export type ExceptionAct = {
  /** The new owner, and the one before; null for nobody. */
  owner?: string | null;
  before?: string | null;
  note?: string;
  /** The e-mail addresses that a note mentions. */
  mentions?: string[];
  until?: string;
  resolution?: Resolution;
  severity?: string;
};

/** Notes are at most this long. */
export const MAX_NOTE = 4_000;

/** A command is for at most this many exceptions at once. */
export const MAX_EXCEPTIONS_TOGETHER = 500;

const note = z.string().trim().max(MAX_NOTE).describe('A note; `@name@example.com` mentions a person.');

/** What a person can do to an exception. */
const COMMANDS = {
  assign: {
    act: z.literal('assign'),
    owner: z.email().toLowerCase().nullable().describe('The e-mail address of a person; null for nobody.'),
  },
  note: { act: z.literal('note'), note: note.min(1) },
  snooze: {
    act: z.literal('snooze'),
    until: z
      .union([z.literal('milestone'), z.literal('worse'), z.iso.datetime({ offset: true })])
      .describe('An instant, the next milestone of the shipment, or a greater severity.'),
  },
  unsnooze: { act: z.literal('unsnooze') },
  resolve: { act: z.literal('resolve'), resolution: z.enum(RESOLUTION_CODES), note: note.optional() },
  reopen: { act: z.literal('reopen') },
};

export const exceptionCommandSchema = z.discriminatedUnion('act', [
  z.strictObject(COMMANDS.assign),
  z.strictObject(COMMANDS.note),
  z.strictObject(COMMANDS.snooze),
  z.strictObject(COMMANDS.unsnooze),
  z.strictObject(COMMANDS.resolve),
  z.strictObject(COMMANDS.reopen),
]);
export type ExceptionCommand = z.output<typeof exceptionCommandSchema>;

const ids = {
  ids: z.array(z.uuid()).min(1).max(MAX_EXCEPTIONS_TOGETHER).describe('The ids of the exceptions.'),
  dryRun: z.boolean().optional().describe('Says what the command would do to each, and changes nothing.'),
};

/** A command with the exceptions that it is for. */
export const exceptionsCommandSchema = z.discriminatedUnion('act', [
  z.strictObject({ ...ids, ...COMMANDS.assign }),
  z.strictObject({ ...ids, ...COMMANDS.note }),
  z.strictObject({ ...ids, ...COMMANDS.snooze }),
  z.strictObject({ ...ids, ...COMMANDS.unsnooze }),
  z.strictObject({ ...ids, ...COMMANDS.resolve }),
  z.strictObject({ ...ids, ...COMMANDS.reopen }),
]);
