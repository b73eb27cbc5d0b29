'use client';
import { useState } from 'react';
import type { NoticeChannel } from '#lib/model/notice.ts';
import type { Backtest } from '#lib/model/notice-backtest.ts';
import type { Recipient } from '#lib/model/recipient.ts';
import { useWords } from '#words';
import { useSent } from '../live/use-sent.ts';
import { Button } from '../ui/button.tsx';
import { PendingFields } from '../ui/pending-fields.tsx';
import { ActionResult, Field, Pick } from './action-form.tsx';
import { BacktestResult } from './backtest-result.tsx';
import { RecipientFields } from './recipient-fields.tsx';
import { ScheduleFields } from './schedule-fields.tsx';
import { TriggerFields } from './trigger-fields.tsx';
import { type ShownSecret, WebhookSecrets } from './webhook-secrets.tsx';

/** The result of adding a rule: messages by field, and what was entered if it was rejected. */
export type RuleOutcome = {
  /** Another one for each submission. */
  id: string;
  ok: boolean;
  message: string;
  errors: Record<string, string>;
  secrets?: readonly ShownSecret[];
  /** What the rule would have sent, if that was the question. */
  backtest?: Backtest;
  given: {
    milestones?: string[];
    exceptionTypes?: string[] | null;
    ownedOnly?: boolean;
    quietWeekends?: boolean;
    recipients?: readonly Recipient[];
    [field: string]: string | string[] | boolean | number | readonly Recipient[] | null | undefined;
  };
} | null;

type Props = {
  action: (before: RuleOutcome, form: FormData) => Promise<RuleOutcome>;
  /** The titles of the providers, by name. */
  providers: Record<string, string>;
};

/** Adds a notification rule. What was entered stays if it is rejected. */
export function RuleForm({ action, providers }: Props) {
  const { t } = useWords();
  const [outcome, run, pending] = useSent(action, null);
  const given = outcome?.given ?? {};
  return (
    <form
      action={run}
      className="flex flex-col gap-3 border-b border-line px-4 py-4 lg:px-6"
      aria-label={t('Add a rule')}
    >
      {/* A new result replaces the fields, since a form is emptied after its action. */}
      <PendingFields pending={pending}>
        <Fields key={outcome?.id} errors={outcome?.errors ?? {}} given={given} providers={providers} />
      </PendingFields>
      <div className="flex items-center gap-3">
        <Button type="submit" look="primary" pending={pending}>
          {t('Add rule')}
        </Button>
        <Button type="submit" name="intent" value="backtest" pending={pending}>
          {t('Backtest')}
        </Button>
        <ActionResult outcome={outcome} />
      </div>
      {outcome?.secrets && <WebhookSecrets secrets={outcome.secrets} />}
      {outcome?.backtest && <BacktestResult backtest={outcome.backtest} />}
    </form>
  );
}

type FieldsProps = Omit<Props, 'action'> &
  Omit<NonNullable<RuleOutcome>, 'id' | 'ok' | 'message' | 'secrets' | 'backtest'>;

function Fields({ errors, given, providers }: FieldsProps) {
  const { t } = useWords();
  const text = (name: string) =>
    typeof given[name] === 'string' || typeof given[name] === 'number' ? String(given[name]) : '';
  const recipients = given.recipients ?? [];
  const [channels, setChannels] = useState<readonly NoticeChannel[]>(recipients.map(({ channel }) => channel));
  const common = (name: string) => ({ name, defaultValue: text(name), error: errors[name] });
  return (
    <>
      <TriggerFields given={given} text={text} errors={errors} />
      <div className="flex flex-wrap items-start gap-3">
        <Field label={t('Only of the customer (optional)')} maxLength={300} {...common('customer')} />
        <Pick
          label={t('Only of the source')}
          name="provider"
          options={{ '': t('Any'), ...providers }}
          value={text('provider')}
        />
        <Field
          label={t('Only the shipment (optional)')}
          placeholder={t('Reference')}
          maxLength={100}
          {...common('shipment')}
        />
      </div>
      <RecipientFields given={recipients} errors={errors} onChannels={setChannels} />
      <ScheduleFields channels={channels} text={text} quietWeekends={given.quietWeekends === true} errors={errors} />
    </>
  );
}
