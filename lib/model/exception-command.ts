import { z } from 'zod';
import { MAX_EXCEPTIONS_TOGETHER, MAX_NOTE, RESOLUTION_CODES } from './exception-act.ts';

const note = z.string().trim().max(MAX_NOTE).describe('A note; `@name@example.com` mentions a person.');

/** What a person can do to an exception. */
const COMMANDS = {
  assign: {
    act: z.literal('assign'),
    owner: z.email().toLowerCase().nullable().describe('The e-mail address of a person; null for nobody.'),
  },
  acknowledge: { act: z.literal('acknowledge') },
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
  z.strictObject(COMMANDS.acknowledge),
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
  z.strictObject({ ...ids, ...COMMANDS.acknowledge }),
  z.strictObject({ ...ids, ...COMMANDS.note }),
  z.strictObject({ ...ids, ...COMMANDS.snooze }),
  z.strictObject({ ...ids, ...COMMANDS.unsnooze }),
  z.strictObject({ ...ids, ...COMMANDS.resolve }),
  z.strictObject({ ...ids, ...COMMANDS.reopen }),
]);
