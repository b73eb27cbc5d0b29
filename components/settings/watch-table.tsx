import Link from 'next/link';
import type { WatchRow } from '#db/queries/watches.ts';
import type { Words } from '#lib/model/language.ts';
import { CHANNEL_LABELS } from '#lib/model/notice.ts';
import { useWords } from '#words';
import { RelativeTime } from '../time/relative-time.tsx';
import { ActionButton, type FormAction } from './action-form.tsx';
import { ConfirmButton } from './confirm-button.tsx';
import { SettingsRow, SettingsTable } from './table.tsx';

const KINDS = { shipment: 'Shipment', customer: 'Customer', view: 'View', filter: 'Filter' } as const;

/** What a user watches, each of which they mute or end. */
export function WatchTable({ watches, action }: { watches: readonly WatchRow[]; action: FormAction }) {
  const words = useWords();
  const { t } = words;
  return (
    <SettingsTable label={t('What you watch')} heads={['Watched', 'Kind', 'Told¦how', 'State', 'Since', '']}>
      {watches.map((watch) => (
        <SettingsRow
          key={watch.id}
          name={<Watched watch={watch} />}
          cells={[
            t(KINDS[watch.scope]),
            toldOf(watch, words),
            stateOf(watch, words),
            <RelativeTime key="since" at={watch.createdAt} suffix=" ago" />,
            <span key="actions" className="flex gap-1">
              {watch.path !== null && (
                <ActionButton
                  action={action}
                  label={t(watch.mutedAt === null ? 'Mute' : 'Unmute')}
                  of={watch.title}
                  fields={{ id: watch.id, intent: watch.mutedAt === null ? 'mute' : 'unmute' }}
                />
              )}
              <ConfirmButton
                action={action}
                label={t('End')}
                of={watch.title}
                fields={{ id: watch.id, intent: 'end' }}
                title={t('Stop watching {name}?', { name: watch.title })}
                consequence={t('You are told nothing more of it, unless a rule or another watch covers it.')}
              />
            </span>,
          ]}
        />
      ))}
    </SettingsTable>
  );
}

/** What stands for the name of what does not exist any more. */
const UNNAMED = new Set(['A shipment', 'A customer', 'A view']);

function Watched({ watch: { scope, title, path } }: { watch: WatchRow }) {
  const { t } = useWords();
  // Filters have no name of a user's, and what was removed has none any more.
  const name = UNNAMED.has(title) || scope === 'filter' ? t(title) : title;
  if (path === null) return name;
  return (
    <Link href={path} className="hover:underline">
      {name}
    </Link>
  );
}

function toldOf({ channel, severity }: WatchRow, { t, list }: Words): string {
  const level = severity && t(severity);
  const least = level && (severity === 'critical' ? level : t('{severity} or more', { severity: level }));
  return list([t(CHANNEL_LABELS[channel]), least && t('exceptions: {severity}', { severity: least })]);
}

function stateOf({ path, mutedAt, isUnsubscribed, isUnconfirmed, channel }: WatchRow, { t }: Words): string {
  if (path === null) return t('Ended: the view was removed or is not shared any more');
  if (mutedAt !== null) return t('Muted');
  if (isUnsubscribed && channel === 'email') return t('You unsubscribed: watch it again to be told');
  return t(isUnconfirmed ? 'Waits for confirmation' : 'Told');
}
