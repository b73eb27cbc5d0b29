'use server';
import { z } from 'zod';
import { readWords } from '#app/words.ts';
import type { Outcome } from '#components/settings/outcome.ts';
import { database } from '#db/client.ts';
import { SETUP_STEP_NAMES } from '#lib/model/setup.ts';
import { runtime } from '#lib/runtime.ts';
import { sendTest } from '#lib/setup/send-test.ts';
import { resumeStep, skipStep } from '#lib/setup/skip-step.ts';
import { asAdmin } from '../settings/as-admin.ts';
import { sourceField } from '../settings/fields.ts';
import { webhookAddress } from '../webhook-address.ts';
import { checkText } from './check-text.ts';

const oneStep = z.object({ step: z.enum(SETUP_STEP_NAMES, 'This step does not exist.') });
const oneSource = z.object({ provider: sourceField });

/** Skips a step. For admins. */
export async function skip(_before: Outcome, form: FormData): Promise<Outcome> {
  return asAdmin(
    oneStep,
    form,
    async ({ email }, { step }) => {
      await skipStep(database(), email, step);
      return null;
    },
    'Skipped.',
  );
}

/** Takes a skipped step up again. For admins. */
export async function resume(_before: Outcome, form: FormData): Promise<Outcome> {
  return asAdmin(
    oneStep,
    form,
    async ({ email }, { step }) => {
      await resumeStep(database(), email, step);
      return null;
    },
    'Resumed.',
  );
}

/** Sends a test event to the webhook address of a source. The page shows what comes of it. For admins. */
export async function sendTestEvent(_before: Outcome, form: FormData): Promise<Outcome> {
  return asAdmin(
    oneSource,
    form,
    async ({ email }, { provider }) => {
      const { receiver } = await runtime();
      const [secret] = receiver.contextOf(provider).secrets;
      if (secret === undefined) return 'There is no webhook secret yet: add one in the step before.';
      await sendTest(database(), { provider, secret, address: webhookAddress(provider.name), by: email });
      return null;
    },
    'Sent.',
  );
}

/** Checks the API of a source. For admins. */
export async function check(_before: Outcome, form: FormData): Promise<Outcome> {
  let message = '';
  const done = await asAdmin(
    oneSource,
    form,
    async (_admin, { provider }) => {
      const checked = await (await runtime()).reconciler.check(provider.name);
      if (!checked) return 'Its API is not configured.';
      message = checkText(provider.title, checked, await readWords());
      return checked.outcome === 'connected' ? null : message;
    },
    '',
  );
  return done?.ok ? { ok: true, message } : done;
}
