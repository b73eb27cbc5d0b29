'use client';
import { useActionState, useState } from 'react';
import { CHANNEL_LABELS, NOTICE_CHANNELS, type NoticeChannel } from '#lib/model/notice.ts';
import type { Backtest } from '#lib/model/notice-backtest.ts';
import { Button } from '../ui/button.tsx';
import { CodeLine } from '../ui/code-line.tsx';
import { ActionResult, Field, Pick } from './action-form.tsx';
import { BacktestResult } from './backtest-result.tsx';
import { ScheduleFields } from './schedule-fields.tsx';
import { TriggerFields } from './trigger-fields.tsx';

/** The result of adding a rule: messages by field, and what was entered if it was rejected. */
export type RuleOutcome = {
  /** Another one for each submission. */
  id: string;
  ok: boolean;
  message: string;
  errors: Record<string, string>;
  /** The secret that signs the messages of a webhook, shown once. */
  secret?: string;
  /** What the rule would have sent, if that was the question. */
  backtest?: Backtest;
  given: {
    milestones?: string[];
    exceptionTypes?: string[] | null;
    ownedOnly?: boolean;
    quietWeekends?: boolean;
    [field: string]: string | string[] | boolean | number | null | undefined;
  };
} | null;

type Props = {
  action: (before: RuleOutcome, form: FormData) => Promise<RuleOutcome>;
  /** The titles of the providers, by name. */
  providers: Record<string, string>;
};

/** Adds a notification rule. What was entered stays if it is rejected. */
export function RuleForm({ action, providers }: Props) {
  const [outcome, run, pending] = useActionState(action, null);
  const given = outcome?.given ?? {};
  return (
    <form action={run} className="flex flex-col gap-3 border-b border-line px-4 py-4 lg:px-6" aria-label="Add a rule">
      {/* A new result replaces the fields, since a form is emptied after its action. */}
      <Fields key={outcome?.id} errors={outcome?.errors ?? {}} given={given} providers={providers} />
      <div className="flex items-center gap-3">
        <Button type="submit" look="primary" disabled={pending}>
          Add rule
        </Button>
        <Button type="submit" name="intent" value="backtest" disabled={pending}>
          Backtest
        </Button>
        <ActionResult outcome={outcome} />
      </div>
      {outcome?.secret && (
        <div className="max-w-prose space-y-1 text-sm">
          <p>Copy the secret now, it is not shown again. It signs every message to this webhook.</p>
          <CodeLine label="the secret">{outcome.secret}</CodeLine>
        </div>
      )}
      {outcome?.backtest && <BacktestResult backtest={outcome.backtest} />}
    </form>
  );
}

type FieldsProps = Omit<Props, 'action'> &
  Omit<NonNullable<RuleOutcome>, 'id' | 'ok' | 'message' | 'secret' | 'backtest'>;

const TARGETS: Record<NoticeChannel, { label: string; placeholder: string }> = {
  email: { label: 'E-mail address', placeholder: 'imports@example.com' },
  slack: { label: 'URL of the incoming webhook, or id (C…)', placeholder: 'https://hooks.slack.com/… or C012AB3CD' },
  teams: { label: 'URL of the workflow', placeholder: 'https://….logic.azure.com/workflows/…' },
  webhook: { label: 'URL of your program', placeholder: 'https://erp.example.com/fairlead' },
  app: { label: 'Only the user (optional)', placeholder: 'Everybody' },
};

function Fields({ errors, given, providers }: FieldsProps) {
  const text = (name: string) =>
    typeof given[name] === 'string' || typeof given[name] === 'number' ? String(given[name]) : '';
  const [channel, setChannel] = useState(channelOf(text('channel')));
  const common = (name: string) => ({ name, defaultValue: text(name), error: errors[name] });
  const { label, placeholder } = TARGETS[channel];
  return (
    <>
      <TriggerFields given={given} text={text} errors={errors} />
      <div className="flex flex-wrap items-start gap-3">
        <Field label="Only of the customer (optional)" maxLength={300} {...common('customer')} />
        <Pick
          label="Only of the source"
          name="provider"
          options={{ '': 'Any', ...providers }}
          value={text('provider')}
        />
        <Field label="Only the shipment (optional)" placeholder="Reference" maxLength={100} {...common('shipment')} />
      </div>
      <div className="flex flex-wrap items-start gap-3">
        <Pick
          label="Channel"
          name="channel"
          options={CHANNEL_LABELS}
          value={channel}
          onChange={(value) => setChannel(channelOf(value))}
        />
        <Field
          label={label}
          placeholder={placeholder}
          maxLength={2000}
          spellCheck={false}
          autoComplete="off"
          className="w-80 max-w-full"
          {...common('target')}
        />
      </div>
      <ScheduleFields channel={channel} text={text} quietWeekends={given.quietWeekends === true} errors={errors} />
    </>
  );
}

function channelOf(text: string): NoticeChannel {
  return NOTICE_CHANNELS.find((one) => one === text) ?? 'email';
}
