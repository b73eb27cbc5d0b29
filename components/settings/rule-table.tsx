import { BellOff, CircleCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import type { RuleResults, RuleRow } from '#db/queries/notification-rules.ts';
import { exceptionKind } from '#lib/model/exception.ts';
import { CHANNEL_LABELS, NOTICE_LABELS } from '#lib/model/notice.ts';
import { CADENCE_LABELS } from '#lib/model/notice-schedule.ts';
import { RelativeTime } from '../time/relative-time.tsx';
import { Chip } from '../ui/chip.tsx';
import { ActionButton, type FormAction } from './action-form.tsx';
import { SettingsRow, SettingsTable } from './table.tsx';

/** What admins can do with a rule; null for others. */
type Actions = {
  test: FormAction;
  backtest: FormAction;
  enable: FormAction;
  disable: FormAction;
  remove: FormAction;
} | null;
type Props = { rules: readonly RuleRow[]; providers: Readonly<Record<string, string>>; actions: Actions };

/** All notification rules. */
export function RuleTable({ rules, providers, actions }: Props) {
  const heads = ['Rule', 'Tells of', 'To', 'Last 30 days', 'State', ...(actions ? [''] : [])];
  return (
    <SettingsTable label="Notification rules" heads={heads}>
      {rules.map((rule) => (
        <SettingsRow
          key={rule.id}
          name={<span className="block min-w-24 max-w-48 break-words">{rule.name}</span>}
          cells={[
            <Lines key="tells" lines={[triggerOf(rule), filterOf(rule, providers)]} />,
            <Lines key="to" lines={[`${CHANNEL_LABELS[rule.channel]} ${rule.target}`, scheduleOf(rule)]} />,
            <Results key="results" results={rule.results} />,
            <RuleState key="state" enabled={rule.enabled} />,
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

function Results({ results }: { results: RuleResults }) {
  const { sent, failed, suppressed, cancelled, pending, lastSentAt } = results;
  const lost = failed > 0 ? <span className="text-late">{failed} failed</span> : '0 failed';
  const last = lastSentAt && <RelativeTime at={lastSentAt} prefix="last " suffix=" ago" />;
  return (
    <Lines
      lines={[
        <>
          {sent} sent, {lost}, {cancelled} cancelled{suppressed > 0 && `, ${suppressed} suppressed`}
        </>,
        <>
          {pending > 0 && `${pending} pending`}
          {pending > 0 && last && ', '}
          {last}
        </>,
      ]}
    />
  );
}

function RuleState({ enabled }: { enabled: boolean }) {
  return (
    <Chip tone={enabled ? 'ok' : 'none'} icon={enabled ? CircleCheck : BellOff}>
      {enabled ? 'Enabled' : 'Disabled'}
    </Chip>
  );
}

function RuleActions({ rule, actions }: { rule: RuleRow; actions: NonNullable<Actions> }) {
  const same = { of: rule.name, fields: { id: rule.id } };
  return (
    <span className="flex gap-1">
      {rule.channel !== 'app' && <ActionButton action={actions.test} label="Send a test" confirms {...same} />}
      <ActionButton action={actions.backtest} label="Backtest" confirms {...same} />
      {rule.enabled ? (
        <ActionButton action={actions.disable} label="Disable" {...same} />
      ) : (
        <ActionButton action={actions.enable} label="Enable" {...same} />
      )}
      <ActionButton action={actions.remove} label="Remove" {...same} />
    </span>
  );
}
