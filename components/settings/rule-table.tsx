import { BellOff, CircleCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import type { RuleRow } from '#db/queries/notification-rules.ts';
import { exceptionKind } from '#lib/model/exception.ts';
import { NOTICE_LABELS } from '#lib/model/notice.ts';
import { CADENCE_LABELS } from '#lib/model/notice-schedule.ts';
import { RelativeTime } from '../time/relative-time.tsx';
import { Chip } from '../ui/chip.tsx';
import { ActionButton, type FormAction } from './action-form.tsx';
import { ConfirmButton } from './confirm-button.tsx';
import { type RecipientAction, RecipientForm } from './recipient-form.tsx';
import { type RecipientActions, RecipientList } from './recipient-list.tsx';
import { SettingsRow, SettingsTable } from './table.tsx';

/** What admins can do with a rule; null for others. */
type Actions = {
  backtest: FormAction;
  enable: FormAction;
  disable: FormAction;
  remove: FormAction;
  digest: FormAction;
  recipients: RecipientActions & { addOne: RecipientAction };
} | null;
type Props = {
  rules: readonly RuleRow[];
  providers: Readonly<Record<string, string>>;
  actions: Actions;
  /** Whether links to confirm addresses can be sent. */
  sendsLinks: boolean;
};

/** All notification rules. */
export function RuleTable({ rules, providers, actions, sendsLinks }: Props) {
  const heads = ['Rule', 'Tells of', 'To', 'Last 30 days', 'State', ...(actions ? [''] : [])];
  return (
    <SettingsTable label="Notification rules" heads={heads}>
      {rules.map((rule) => (
        <SettingsRow
          key={rule.id}
          name={<span className="block min-w-24 max-w-48 break-words">{rule.name}</span>}
          cells={[
            <Lines key="tells" lines={[triggerOf(rule), filterOf(rule, providers)]} />,
            <Lines
              key="to"
              lines={[
                <RecipientList
                  key="recipients"
                  rule={rule.name}
                  recipients={rule.recipients}
                  actions={actions?.recipients ?? null}
                  sendsLinks={sendsLinks}
                />,
                scheduleOf(rule),
                ...(actions
                  ? [<RecipientForm key="add" action={actions.recipients.addOne} ruleId={rule.id} of={rule.name} />]
                  : []),
              ]}
            />,
            <Results key="results" rule={rule} digest={actions?.digest ?? null} />,
            <RuleState key="state" rule={rule} />,
            ...(actions ? [<RuleActions key="actions" rule={rule} actions={actions} />] : []),
          ]}
        />
      ))}
    </SettingsTable>
  );
}

/** Short texts below each other. */
function Lines({ lines }: { lines: readonly ReactNode[] }) {
  return (
    <span className="flex flex-col py-1 leading-5">
      {lines.map((line, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the line is what it is of
        <span key={at}>{line}</span>
      ))}
    </span>
  );
}

function triggerOf({ trigger, milestones, severity, exceptionTypes, ownedOnly, holdMinutes }: RuleRow): string {
  if (trigger === 'milestone') return milestones.map((one) => NOTICE_LABELS[one]).join(', ');
  const types = exceptionTypes?.map((type) => exceptionKind(type).label).join(', ') ?? 'Exceptions';
  const least = severity === 'critical' ? 'critical' : `${severity} or more`;
  return [`${types}: ${least}`, ownedOnly && 'of their owner', holdMinutes > 0 && `after ${holdMinutes} min`]
    .filter(Boolean)
    .join(', ');
}

function filterOf({ customer, provider, shipment }: RuleRow, providers: Readonly<Record<string, string>>): string {
  const parts = [customer, provider && (providers[provider] ?? provider), shipment && `shipment ${shipment}`];
  return parts.filter(Boolean).join(', ') || 'all shipments';
}

function scheduleOf({ cadence, timeZone, quietFrom, quietUntil, quietWeekends }: RuleRow): string {
  const quiet = [quietFrom && `${quietFrom} to ${quietUntil}`, quietWeekends && 'on weekends'].filter(Boolean);
  const parts = [CADENCE_LABELS[cadence], quiet.length > 0 && `quiet ${quiet.join(' and ')}`];
  const isZoned = cadence !== 'at_once' || quiet.length > 0;
  return `${parts.filter(Boolean).join(', ')}${isZoned ? ` (${timeZone})` : ''}`;
}

type ResultsProps = { rule: RuleRow; digest: FormAction | null };

function Results({ rule: { id, name, results, proposesDigest }, digest }: ResultsProps) {
  const { sent, failed, bounced, suppressed, cancelled, pending, lastSentAt, openable, opened, acted } = results;
  const lost = failed > 0 ? <span className="text-late">{failed} failed</span> : '0 failed';
  const last = lastSentAt && <RelativeTime at={lastSentAt} prefix="last " suffix=" ago" />;
  return (
    <Lines
      lines={[
        <>
          {sent} sent, {lost}
          {bounced > 0 && <span className="text-late">, {bounced} bounced</span>}, {cancelled} cancelled
          {suppressed > 0 && `, ${suppressed} suppressed`}
        </>,
        ...(openable > 0 ? [`${opened} of ${openable} opened, ${acted} acted on`] : []),
        <>
          {pending > 0 && `${pending} pending`}
          {pending > 0 && last && ', '}
          {last}
        </>,
        ...(proposesDigest ? [<ProposedDigest key="digest" id={id} name={name} digest={digest} />] : []),
      ]}
    />
  );
}

/** What to do about notices that nobody opens. */
function ProposedDigest({ id, name, digest }: { id: string; name: string; digest: FormAction | null }) {
  return (
    <span className="flex flex-wrap items-center gap-1 text-risk">
      Hardly any is opened.
      {digest ? (
        <ActionButton action={digest} label="Send a daily digest" of={name} fields={{ id }} />
      ) : (
        ' A daily digest may be better.'
      )}
    </span>
  );
}

function RuleState({ rule: { enabled } }: { rule: RuleRow }) {
  return enabled ? (
    <Chip tone="ok" icon={CircleCheck}>
      Enabled
    </Chip>
  ) : (
    <Chip tone="none" icon={BellOff}>
      Disabled
    </Chip>
  );
}

function RuleActions({ rule, actions }: { rule: RuleRow; actions: NonNullable<Actions> }) {
  const same = { of: rule.name, fields: { id: rule.id } };
  return (
    <span className="flex gap-1">
      <ActionButton action={actions.backtest} label="Backtest" confirms {...same} />
      {rule.enabled ? (
        <ActionButton action={actions.disable} label="Disable" {...same} />
      ) : (
        <ActionButton action={actions.enable} label="Enable" {...same} />
      )}
      <ConfirmButton
        action={actions.remove}
        label="Remove"
        {...same}
        title={`Remove the rule ${rule.name}?`}
        consequence="Its recipients are told nothing more by it, and notices that wait are cancelled. It can be disabled instead."
      />
    </span>
  );
}
