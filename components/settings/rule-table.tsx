import { BellOff, CircleCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import type { RuleRow } from '#db/queries/notification-rules.ts';
import { exceptionKind } from '#lib/model/exception.ts';
import type { Words } from '#lib/model/language.ts';
import { NOTICE_LABELS } from '#lib/model/notice.ts';
import { CADENCE_LABELS } from '#lib/model/notice-schedule.ts';
import { useWords } from '#words';
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
  const words = useWords();
  const { t } = words;
  const heads = ['Rule', 'Tells of', 'To¦mail', 'Last 30 days', 'State', ...(actions ? [''] : [])];
  return (
    <SettingsTable label={t('Notification rules')} heads={heads}>
      {rules.map((rule) => (
        <SettingsRow
          key={rule.id}
          name={<span className="block min-w-24 max-w-48 break-words">{rule.name}</span>}
          cells={[
            <Lines key="tells" lines={[triggerOf(rule, words), filterOf(rule, providers, words)]} />,
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
                scheduleOf(rule, words),
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

function triggerOf(rule: RuleRow, { t, list }: Words): string {
  const { trigger, milestones, severity, exceptionTypes, ownedOnly, holdMinutes } = rule;
  if (trigger === 'milestone') return list(milestones.map((one) => t(NOTICE_LABELS[one])));
  const types = exceptionTypes ? list(exceptionTypes.map((type) => t(exceptionKind(type).label))) : t('Exceptions');
  const least = t(severity ?? '');
  return list([
    t('{label}: {text}', {
      label: types,
      text: severity === 'critical' ? least : t('{severity} or more', { severity: least }),
    }),
    ownedOnly && t('of their owner'),
    holdMinutes > 0 && t('after {n} min', { n: holdMinutes }),
  ]);
}

type Titles = Readonly<Record<string, string>>;

function filterOf({ customer, provider, shipment }: RuleRow, providers: Titles, { t, list }: Words): string {
  const parts = [
    customer,
    provider && (providers[provider] ?? provider),
    shipment && t('shipment {reference}', { reference: shipment }),
  ];
  return list(parts) || t('all shipments');
}

function scheduleOf(rule: RuleRow, words: Words): string {
  const { cadence, timeZone } = rule;
  const quiet = quietText(rule, words);
  const isZoned = cadence !== 'at_once' || quiet !== null;
  const text = words.list([words.t(CADENCE_LABELS[cadence]), quiet]);
  return isZoned ? `${text} (${timeZone})` : text;
}

function quietText({ quietFrom: from, quietUntil: until, quietWeekends }: RuleRow, { t }: Words): string | null {
  if (!from || !until) return quietWeekends ? t('quiet on weekends') : null;
  return quietWeekends
    ? t('quiet {from} to {until} and on weekends', { from, until })
    : t('quiet {from} to {until}', { from, until });
}

type ResultsProps = { rule: RuleRow; digest: FormAction | null };

function Results({ rule: { id, name, results, proposesDigest }, digest }: ResultsProps) {
  const { sent, failed, bounced, suppressed, cancelled, pending, lastSentAt, openable, opened, acted } = results;
  const { t } = useWords();
  const failures = t('{n} failed', { n: String(failed) });
  const lost = failed > 0 ? <span className="text-late">{failures}</span> : failures;
  const last = lastSentAt && <RelativeTime at={lastSentAt} prefix="last " suffix=" ago" />;
  return (
    <Lines
      lines={[
        <>
          {t('{n} sent', { n: String(sent) })}, {lost}
          {bounced > 0 && <span className="text-late">, {t('{n} bounced', { n: String(bounced) })}</span>},{' '}
          {t('{n} cancelled', { n: String(cancelled) })}
          {suppressed > 0 && `, ${t('{n} suppressed', { n: String(suppressed) })}`}
        </>,
        ...(openable > 0
          ? [
              t('{opened} of {all} opened, {acted} acted on', {
                ...{ opened: String(opened), all: String(openable), acted: String(acted) },
              }),
            ]
          : []),
        <>
          {pending > 0 && t('{n} pending', { n: String(pending) })}
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
  const { t } = useWords();
  return (
    <span className="flex flex-wrap items-center gap-1 text-risk">
      {t('Hardly any is opened.')}
      {digest ? (
        <ActionButton action={digest} label={t('Send a daily digest')} of={name} fields={{ id }} />
      ) : (
        ` ${t('A daily digest may be better.')}`
      )}
    </span>
  );
}

function RuleState({ rule: { enabled } }: { rule: RuleRow }) {
  const { t } = useWords();
  return enabled ? (
    <Chip tone="ok" icon={CircleCheck}>
      {t('Enabled')}
    </Chip>
  ) : (
    <Chip tone="none" icon={BellOff}>
      {t('Disabled')}
    </Chip>
  );
}

function RuleActions({ rule, actions }: { rule: RuleRow; actions: NonNullable<Actions> }) {
  const { t } = useWords();
  const same = { of: rule.name, fields: { id: rule.id } };
  return (
    <span className="flex gap-1">
      <ActionButton action={actions.backtest} label={t('Backtest')} confirms {...same} />
      {rule.enabled ? (
        <ActionButton action={actions.disable} label={t('Disable')} {...same} />
      ) : (
        <ActionButton action={actions.enable} label={t('Enable')} {...same} />
      )}
      <ConfirmButton
        action={actions.remove}
        label={t('Remove')}
        {...same}
        title={t('Remove the rule {name}?', { name: rule.name })}
        consequence={t(
          'Its recipients are told nothing more by it, and notices that wait are cancelled. It can be disabled instead.',
        )}
      />
    </span>
  );
}
