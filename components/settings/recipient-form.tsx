'use client';
import { useState } from 'react';
import { channelOf } from '#lib/model/notice.ts';
import { useWords } from '#words';
import { useSent } from '../live/use-sent.ts';
import { Button } from '../ui/button.tsx';
import { PendingFields } from '../ui/pending-fields.tsx';
import { ActionResult } from './action-form.tsx';
import { TargetFields } from './recipient-fields.tsx';
import { type ShownSecret, WebhookSecrets } from './webhook-secrets.tsx';

type Given = { channel: string; target: string } | null;

/** The result of adding a recipient to a rule, and what was entered if it was rejected. */
export type RecipientOutcome = {
  ok: boolean;
  message: string;
  error?: string;
  given: Given;
  secret?: ShownSecret;
} | null;

export type RecipientAction = (before: RecipientOutcome, form: FormData) => Promise<RecipientOutcome>;

type Props = { action: RecipientAction; ruleId: string; of: string };

/** Adds a recipient to a rule that exists. What was entered stays if it is rejected. */
export function RecipientForm({ action, ruleId, of }: Props) {
  const [outcome, run, pending] = useSent(action, null);
  const [isOpen, setOpen] = useState(false);
  const { t } = useWords();
  const label = t('Add a recipient: {rule}', { rule: of });
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary className="w-fit cursor-pointer text-xs text-accent" aria-label={label}>
        {t('Add a recipient')}
      </summary>
      <form action={run} className="flex flex-col items-start gap-2 py-2" aria-label={label}>
        <input type="hidden" name="ruleId" value={ruleId} />
        {isOpen && (
          <PendingFields pending={pending}>
            <Fields
              key={`${outcome?.given?.channel} ${outcome?.given?.target}`}
              given={outcome?.given ?? null}
              error={outcome?.error}
            />
          </PendingFields>
        )}
        <Button type="submit" pending={pending}>
          {t('Add')}
        </Button>
        {outcome?.ok && <ActionResult outcome={outcome} />}
        {outcome?.secret && <WebhookSecrets secrets={[outcome.secret]} />}
      </form>
    </details>
  );
}

function Fields({ given, error }: { given: Given; error: string | undefined }) {
  const [channel, setChannel] = useState(channelOf(given?.channel ?? ''));
  return (
    <div className="flex flex-wrap items-start gap-3">
      <TargetFields channel={channel} target={given?.target ?? ''} error={error} onChannel={setChannel} />
    </div>
  );
}
