import Link from 'next/link';
import type { WatchRow } from '#db/queries/watches.ts';
import { SEVERITY_LABELS } from '#lib/model/exception.ts';
import { CHANNEL_LABELS } from '#lib/model/notice.ts';
import { RelativeTime } from '../time/relative-time.tsx';
import { ActionButton, type FormAction } from './action-form.tsx';
import { ConfirmButton } from './confirm-button.tsx';
import { SettingsRow, SettingsTable } from './table.tsx';

const KINDS = { shipment: 'Shipment', customer: 'Customer', view: 'View', filter: 'Filter' } as const;

/** What a user watches, each of which they mute or end. */
export function WatchTable({ watches, action }: { watches: readonly WatchRow[]; action: FormAction }) {
  return (
    <SettingsTable label="What you watch" heads={['Watched', 'Kind', 'Told', 'State', 'Since', '']}>
      {watches.map((watch) => (
        <SettingsRow
          key={watch.id}
          name={
            watch.path === null ? (
              watch.title
            ) : (
              <Link href={watch.path} className="hover:underline">
                {watch.title}
              </Link>
            )
          }
          cells={[
            KINDS[watch.scope],
            toldOf(watch),
            stateOf(watch),
            <RelativeTime key="since" at={watch.createdAt} suffix=" ago" />,
            <span key="actions" className="flex gap-1">
              {watch.path !== null && (
                <ActionButton
                  action={action}
                  label={watch.mutedAt === null ? 'Mute' : 'Unmute'}
                  of={watch.title}
                  fields={{ id: watch.id, intent: watch.mutedAt === null ? 'mute' : 'unmute' }}
                />
              )}
              <ConfirmButton
                action={action}
                label="End"
                of={watch.title}
                fields={{ id: watch.id, intent: 'end' }}
                title={`Stop watching ${watch.title}?`}
                consequence="You are told nothing more of it, unless a rule or another watch covers it."
              />
            </span>,
          ]}
        />
      ))}
    </SettingsTable>
  );
}

function toldOf({ channel, severity }: WatchRow): string {
  const exceptions =
    severity && `exceptions: ${SEVERITY_LABELS[severity].toLowerCase()}${severity === 'critical' ? '' : ' or more'}`;
  return [CHANNEL_LABELS[channel], exceptions].filter(Boolean).join(', ');
}

function stateOf({ path, mutedAt, isUnsubscribed, channel }: WatchRow): string {
  if (path === null) return 'Ended: the view was removed or is not shared any more';
  if (mutedAt !== null) return 'Muted';
  return isUnsubscribed && channel === 'email' ? 'You unsubscribed: watch it again to be told' : 'Told';
}
