import type { SuppressionRow } from '#db/queries/suppressions.ts';
import { SUPPRESSION_LABELS } from '#lib/model/suppression.ts';
import { useWords } from '#words';
import { RelativeTime } from '../time/relative-time.tsx';
import { ActionButton, type FormAction } from './action-form.tsx';
import { ruleText } from './rule-text.ts';
import { SettingsRow, SettingsTable } from './table.tsx';

type Props = {
  suppressions: readonly SuppressionRow[];
  /** Lets an address get e-mail again; null for users who may not. */
  remove: FormAction | null;
};

/** The addresses that get no e-mail, with the reason. */
export function SuppressionTable({ suppressions, remove }: Props) {
  const words = useWords();
  const { t } = words;
  const heads = ['Address', 'Rule', 'Reason', 'Since', ...(remove ? [''] : [])];
  return (
    <SettingsTable label={t('Suppressed addresses')} heads={heads}>
      {suppressions.map(({ id, target, ruleId, rule, reason, detail, createdAt }) => (
        <SettingsRow
          key={id}
          name={target}
          cells={[
            ruleId === null ? t('All rules') : rule === null ? t('A removed rule') : ruleText(rule, words),
            <Reason key="reason" label={t(SUPPRESSION_LABELS[reason])} detail={detail} />,
            <RelativeTime key="since" at={createdAt} suffix=" ago" />,
            ...(remove
              ? [<ActionButton key="remove" action={remove} label={t('Allow')} of={target} fields={{ id }} />]
              : []),
          ]}
        />
      ))}
    </SettingsTable>
  );
}

function Reason({ label, detail }: { label: string; detail: string | null }) {
  if (detail === null) return label;
  return (
    <span className="block max-w-80 min-w-48 break-words whitespace-normal">
      {label}: {detail}
    </span>
  );
}
