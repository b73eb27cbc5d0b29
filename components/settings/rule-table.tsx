import { BellOff, CircleCheck } from 'lucide-react';
import type { RuleResults, RuleRow } from '#db/queries/notification-rules.ts';
import { CHANNEL_LABELS, NOTICE_LABELS } from '#lib/model/notice.ts';
import { CADENCE_LABELS } from '#lib/model/notice-schedule.ts';
import { RelativeTime } from '../time/relative-time.tsx';
import { Chip } from '../ui/chip.tsx';
import { ActionButton, type FormAction } from './action-form.tsx';
import { SettingsRow, SettingsTable } from './table.tsx';

/** What admins can do with a rule; null for others. */
type Actions = { test: FormAction; enable: FormAction; disable: FormAction; remove: FormAction } | null;
type Props = { rules: readonly RuleRow[]; providers: Readonly<Record<string, string>>; actions: Actions };

/** All notification rules. */
export function RuleTable({ rules, providers, actions }: Props) {
  const heads = ['Rule', 'Tells when', 'Of', 'To', 'When', 'Last 30 days', 'State', 'Added', ...(actions ? [''] : [])];
  return (
    <SettingsTable label="Notification rules" heads={heads}>
      {rules.map((rule) => (
        <SettingsRow
          key={rule.id}
          name={<span className="whitespace-nowrap">{rule.name}</span>}
          cells={[
            rule.milestones.map((one) => NOTICE_LABELS[one]).join(', '),
            filterOf(rule, providers),
            `${CHANNEL_LABELS[rule.channel]} ${rule.target}`,
            scheduleOf(rule),
            <Results key="results" results={rule.results} />,
            <RuleState key="state" enabled={rule.enabled} />,
            <RelativeTime key="added" at={rule.createdAt} suffix=" ago" />,
            ...(actions ? [<RuleActions key="actions" rule={rule} actions={actions} />] : []),
          ]}
        />
      ))}
    </SettingsTable>
  );
}

function filterOf({ customer, provider, shipment }: RuleRow, providers: Readonly<Record<string, string>>): string {
  const parts = [customer, provider && (providers[provider] ?? provider), shipment && `shipment ${shipment}`];
  return parts.filter(Boolean).join(', ') || 'All shipments';
}

function scheduleOf({ cadence, timeZone, quietFrom, quietUntil, quietWeekends }: RuleRow): string {
  const quiet = [quietFrom && `${quietFrom} to ${quietUntil}`, quietWeekends && 'on weekends'].filter(Boolean);
  const parts = [CADENCE_LABELS[cadence], quiet.length > 0 && `quiet ${quiet.join(' and ')}`];
  const isZoned = cadence !== 'at_once' || quiet.length > 0;
  return `${parts.filter(Boolean).join(', ')}${isZoned ? ` (${timeZone})` : ''}`;
}

function Results({ results: { sent, failed, cancelled, pending, lastSentAt } }: { results: RuleResults }) {
  const others = [`${cancelled} suppressed`, ...(pending > 0 ? [`${pending} pending`] : [])].join(', ');
  return (
    <>
      {sent} sent, <span className={failed > 0 ? 'text-late' : undefined}>{failed} failed</span>, {others}
      {lastSentAt && <RelativeTime at={lastSentAt} prefix="; last " suffix=" ago" />}
    </>
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
      <ActionButton action={actions.test} label="Send a test" confirms {...same} />
      {rule.enabled ? (
        <ActionButton action={actions.disable} label="Disable" {...same} />
      ) : (
        <ActionButton action={actions.enable} label="Enable" {...same} />
      )}
      <ActionButton action={actions.remove} label="Remove" {...same} />
    </span>
  );
}
