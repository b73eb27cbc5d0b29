'use server';
import { randomUUID } from 'node:crypto';
import { refresh } from 'next/cache';
import { z } from 'zod';
import type { Outcome } from '#components/settings/action-form.tsx';
import type { RuleOutcome } from '#components/settings/rule-form.tsx';
import { database } from '#db/client.ts';
import { shipmentsNamed } from '#db/queries/notices.ts';
import { listUsers } from '#db/queries/users.ts';
import { userWithRole } from '#lib/auth/require-user.ts';
import { env } from '#lib/env.ts';
import { NOTICE_CHANNELS } from '#lib/model/notice.ts';
import { type NewRule, newRuleSchema, targetProblem } from '#lib/model/notice-rule.ts';
import { sendPreview, TEMPLATES } from '#lib/notices/preview.ts';
import { addRule, disableRule, enableRule, removeRule, resumeChannel } from '#lib/notices/rules.ts';
import { sendTest } from '#lib/notices/send-test.ts';
import { removeSuppression } from '#lib/notices/suppressions.ts';
import { runtime } from '#lib/runtime.ts';
import { asAdmin } from '../as-admin.ts';

const oneRule = z.object({ id: z.uuid() });
const oneTemplate = z.object({ template: z.string() });
const oneSuppression = z.object({ id: z.uuid() });
const oneChannel = z.object({ channel: z.enum(NOTICE_CHANNELS) });

/** Adds a notification rule. For admins. */
export async function addNotificationRule(_before: RuleOutcome, form: FormData): Promise<RuleOutcome> {
  const admin = await userWithRole('admin');
  const given = givenIn(form);
  const rejected = (message: string, errors: Record<string, string> = {}) => ({
    ...{ id: randomUUID(), ok: false, message },
    ...{ errors, given },
  });
  if (!admin) return rejected('Admins only.');
  const parsed = newRuleSchema.safeParse(given);
  if (!parsed.success) {
    const issues = parsed.error.issues.map(({ path, message }) => [String(path[0]), message] as const);
    return rejected('Nothing was added.', Object.fromEntries(issues.toReversed()));
  }
  const authSecret = env().AUTH_SECRET;
  if (!authSecret) return rejected('AUTH_SECRET is not set, so targets cannot be stored.');
  const { shipment } = parsed.data;
  const problem = await problemOfTarget(parsed.data);
  if (problem !== null) return rejected('Nothing was added.', { target: problem });
  const found = shipment === null ? [] : await shipmentsNamed(database(), shipment);
  if (shipment !== null && found.length !== 1) {
    const message = found.length === 0 ? 'No shipment has this reference.' : 'Several shipments have this reference.';
    return rejected('Nothing was added.', { shipment: message });
  }
  const secret = await addRule(database(), admin.email, parsed.data, { shipmentId: found[0] ?? null, authSecret });
  refresh();
  return {
    id: randomUUID(),
    ok: true,
    message: 'Added. Send a test to see whether it arrives.',
    errors: {},
    given: {},
    ...(secret !== null && { secret }),
  };
}

async function problemOfTarget({ channel, target }: NewRule): Promise<string | null> {
  const problem = targetProblem(channel, target, env().NOTICE_PRIVATE_NETWORKS);
  if (problem !== null || channel !== 'app' || target === '') return problem;
  const users = await listUsers(database());
  return users.some(({ email }) => email === target.toLowerCase()) ? null : 'There is no user with this address.';
}

function givenIn(form: FormData): NonNullable<RuleOutcome>['given'] {
  const texts = Object.fromEntries(
    [...form].filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
  return { ...texts, milestones: form.getAll('milestones').filter((one) => typeof one === 'string') };
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

/** Sends a test message to the target of a rule. For admins. */
export async function test(_before: Outcome, form: FormData): Promise<Outcome> {
  return asAdmin(
    oneRule,
    form,
    async ({ email }, { id }) => sendTest(database(), (await runtime()).notifier, email, id),
    'Sent.',
  );
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

/** Lets a suppressed address get e-mail again. For admins. */
export async function allow(_before: Outcome, form: FormData): Promise<Outcome> {
  const act = ({ email }: { email: string }, { id }: { id: string }) => removeSuppression(database(), email, id);
  return asAdmin(oneSuppression, form, act, 'Allowed.');
}

/** Lets a stopped channel send again. For admins. */
export async function resume(_before: Outcome, form: FormData): Promise<Outcome> {
  return asAdmin(oneChannel, form, ({ email }, { channel }) => resumeChannel(database(), email, channel), 'Resumed.');
}
