'use server';
import { randomUUID } from 'node:crypto';
import { refresh } from 'next/cache';
import { z } from 'zod';
import { findShipment } from '#app/find-shipment.ts';
import { problemOfTarget } from '#app/rule-target.ts';
import { readWords } from '#app/words.ts';
import type { Outcome } from '#components/settings/outcome.ts';
import type { RuleOutcome } from '#components/settings/rule-form.tsx';
import { database } from '#db/client.ts';
import { getNotificationRule } from '#db/queries/notification-rules.ts';
import { userWithRole } from '#lib/auth/require-user.ts';
import { env } from '#lib/env.ts';
import { channelOf, NOTICE_SENDERS } from '#lib/model/notice.ts';
import { newRuleSchema, testedRuleSchema } from '#lib/model/notice-rule.ts';
import type { Recipient } from '#lib/model/recipient.ts';
import { backtest } from '#lib/notices/backtest/backtest.ts';
import { sendPreview, TEMPLATES } from '#lib/notices/preview.ts';
import type { AddedRecipient } from '#lib/notices/rule-recipients.ts';
import { addRule, disableRule, enableRule, removeRule, resumeChannel, updateRule } from '#lib/notices/rules.ts';
import { removeSuppression } from '#lib/notices/suppressions.ts';
import { runtime } from '#lib/runtime.ts';
import { asAdmin } from '../as-admin.ts';

const oneRule = z.object({ id: z.uuid() });
const oneTemplate = z.object({ template: z.string() });
const oneSuppression = z.object({ id: z.uuid() });
const oneChannel = z.object({ channel: z.enum(NOTICE_SENDERS) });

/** Adds a notification rule, or only tests it if the form was submitted for that. For admins. */
export async function addNotificationRule(_before: RuleOutcome, form: FormData): Promise<RuleOutcome> {
  const admin = await userWithRole('admin');
  const given = givenIn(form);
  if (!admin) return outcomeOf({ ok: false, message: 'Admins only.', given });
  if (form.get('intent') === 'backtest') return testRule(given);
  const parsed = newRuleSchema.safeParse(given);
  if (!parsed.success) return outcomeOf({ message: 'Nothing was added.', errors: errorsOf(parsed.error), given });
  const authSecret = env().AUTH_SECRET;
  if (!authSecret) return outcomeOf({ message: 'AUTH_SECRET is not set, so targets cannot be stored.', given });
  const errors = await targetErrors(parsed.data.recipients);
  if (Object.keys(errors).length > 0) return outcomeOf({ message: 'Nothing was added.', errors, given });
  const found = await findShipment(parsed.data.shipment);
  if ('error' in found) return outcomeOf({ message: 'Nothing was added.', errors: { shipment: found.error }, given });
  const added = await addRule(database(), admin.email, parsed.data, { shipmentId: found.id, authSecret });
  refresh();
  const rule = await getNotificationRule(database(), added.id);
  const isWaiting = rule?.recipients.some(({ confirmation }) => confirmation !== null);
  const message = isWaiting ? ADDED_UNCONFIRMED : 'Added. Send a test to see whether it arrives.';
  return outcomeOf({ ok: true, message, given: {}, secrets: added.recipients.flatMap(secretOf) });
}

function secretOf({ target, secret }: AddedRecipient): { target: string; secret: string }[] {
  return secret === null ? [] : [{ target, secret }];
}

const ADDED_UNCONFIRMED =
  'Added. A link to confirm the address is sent to it; nothing else before somebody confirms it.';

/** Why this installation cannot send to some recipients, by field. */
async function targetErrors(recipients: readonly Recipient[]): Promise<Record<string, string>> {
  const problems = await Promise.all(recipients.map(problemOfTarget));
  return Object.fromEntries(
    problems.flatMap((problem, at) => (problem === null ? [] : [[`recipients.${at}.target`, problem]])),
  );
}

async function testRule(given: Given): Promise<RuleOutcome> {
  const parsed = testedRuleSchema.safeParse(given);
  if (!parsed.success) return outcomeOf({ message: 'Nothing was tested.', errors: errorsOf(parsed.error), given });
  const found = await findShipment(parsed.data.shipment);
  if ('error' in found) return outcomeOf({ message: 'Nothing was tested.', errors: { shipment: found.error }, given });
  const tested = await backtest((await runtime()).sql, { ...parsed.data, shipmentId: found.id });
  return outcomeOf({ ok: true, message: 'Tested. Nothing was added or sent.', given, backtest: tested });
}

type Given = NonNullable<RuleOutcome>['given'];

function outcomeOf(parts: Partial<NonNullable<RuleOutcome>> & { message: string; given: Given }): RuleOutcome {
  return { ok: false, errors: {}, ...parts, id: randomUUID() };
}

/** The first message of each field; those of recipients have a field each. */
function errorsOf({ issues }: z.ZodError): Record<string, string> {
  const fieldOf = (path: readonly PropertyKey[]) =>
    path[0] === 'recipients' ? path.map(String).join('.') : String(path[0]);
  return Object.fromEntries(issues.map(({ path, message }) => [fieldOf(path), message] as const).toReversed());
}

function givenIn(form: FormData): Given {
  const texts = Object.fromEntries(
    [...form].filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
  const listed = (name: string) => form.getAll(name).filter((one) => typeof one === 'string');
  const [milestones, types] = [listed('milestones'), listed('exceptionTypes')];
  const { holdMinutes } = texts;
  const targets = listed('target');
  return {
    ...texts,
    recipients: listed('channel').map((one, at) => ({ channel: channelOf(one), target: targets[at] ?? '' })),
    milestones,
    exceptionTypes: types.length === 0 ? null : types,
    ownedOnly: form.has('ownedOnly'),
    holdMinutes: holdMinutes ? Number(holdMinutes) : undefined,
    quietWeekends: form.has('quietWeekends'),
  };
}

/** Disables a rule. For admins. */
export async function disable(_before: Outcome, form: FormData): Promise<Outcome> {
  return asAdmin(oneRule, form, ({ email }, { id }) => disableRule(database(), email, id), 'Disabled.');
}

/** Enables a rule. For admins. */
export async function enable(_before: Outcome, form: FormData): Promise<Outcome> {
  return asAdmin(oneRule, form, ({ email }, { id }) => enableRule(database(), email, id), 'Enabled.');
}

/** Removes a rule. For admins. */
export async function remove(_before: Outcome, form: FormData): Promise<Outcome> {
  return asAdmin(oneRule, form, ({ email }, { id }) => removeRule(database(), email, id), 'Removed.');
}

/** Sends a preview to the admin who requests it. */
export async function sendMe(_before: Outcome, form: FormData): Promise<Outcome> {
  return asAdmin(
    oneTemplate,
    form,
    async ({ email }, { template: key }) => {
      const template = TEMPLATES.find((one) => one.key === key);
      return template ? sendPreview(database(), await runtime(), email, template) : 'There is no such message.';
    },
    'Sent.',
  );
}

/** Lets a rule send a digest each day instead of each notice. For admins. */
export async function sendDigests(_before: Outcome, form: FormData): Promise<Outcome> {
  const act = ({ email }: { email: string }, { id }: { id: string }) =>
    updateRule(database(), email, id, { cadence: 'daily' });
  return asAdmin(oneRule, form, act, 'Changed.');
}

/** Lets a suppressed address get e-mail again. For admins. */
export async function allow(_before: Outcome, form: FormData): Promise<Outcome> {
  const act = ({ email }: { email: string }, { id }: { id: string }) => removeSuppression(database(), email, id);
  return asAdmin(oneSuppression, form, act, 'Allowed.');
}

/** Finds what a rule would have sent. For admins. */
export async function backtestRule(_before: Outcome, form: FormData): Promise<Outcome> {
  let found = '';
  const find = async (id: string) => {
    const rule = await getNotificationRule(database(), id);
    if (!rule) return 'This rule no longer exists.';
    const { notices, recipients, messages, days } = await backtest((await runtime()).sql, rule);
    const { t } = await readWords();
    const values = { notices: String(notices), recipients: String(recipients), messages: String(messages), days };
    found =
      recipients === 1
        ? t('{notices} notices, {messages} messages in {days} days', values)
        : t('{notices} notices to {recipients} recipients, {messages} messages in {days} days', values);
    return null;
  };
  const done = await asAdmin(oneRule, form, (_admin, { id }) => find(id), '');
  return done?.ok ? { ok: true, message: found } : done;
}

/** Lets a stopped channel send again. For admins. */
export async function resume(_before: Outcome, form: FormData): Promise<Outcome> {
  return asAdmin(oneChannel, form, ({ email }, { channel }) => resumeChannel(database(), email, channel), 'Resumed.');
}
