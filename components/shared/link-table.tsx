import Link from 'next/link';
import type { ShareLink } from '#db/queries/share-links.ts';
import { linkState } from '#lib/model/share-link.ts';
import type { FormAction } from '../settings/action-form.tsx';
import { ConfirmButton } from '../settings/confirm-button.tsx';
import { SettingsRow, SettingsTable } from '../settings/table.tsx';
import { dayText } from '../time/format.ts';
import { RelativeTime } from '../time/relative-time.tsx';

type Props = {
  links: readonly ShareLink[];
  /** Null for users who may only see them. */
  revoke: FormAction | null;
  /** Now, ISO 8601. */
  at: string;
  /** Whether they lead to different pages, which are named then. */
  mixed?: boolean;
};

/** Links with their state, how often each was opened, and a button that ends it. */
export function LinkTable({ links, revoke, at, mixed = false }: Props) {
  const heads = ['For', ...(mixed ? ['Shows'] : []), 'Created', 'State', 'Opened', ''];
  return (
    <SettingsTable label="Links and their state" heads={heads}>
      {links.map((link) => (
        <SettingsRow
          key={link.id}
          name={link.recipient}
          cells={[
            ...(mixed ? [<Target key="target" link={link} />] : []),
            <span key="created">
              by {link.createdBy}, <RelativeTime at={link.createdAt} suffix=" ago" />
            </span>,
            stateText(link, at),
            <Opened key="opened" link={link} />,
            revoke && linkState(link, at) === 'valid' ? (
              <ConfirmButton
                key="revoke"
                action={revoke}
                label="Revoke"
                of={link.recipient}
                fields={{ id: link.id }}
                title={`Revoke the link for ${link.recipient}?`}
                consequence="Whoever opens it sees nothing any more. It cannot be restored; another link can be created."
              />
            ) : null,
          ]}
        />
      ))}
    </SettingsTable>
  );
}

function Target({ link: { shipmentId, list, search } }: { link: ShareLink }) {
  const href = shipmentId === null ? `${list}${search}` : `/shipments/${shipmentId}`;
  return (
    <Link href={href} className="hover:underline">
      {shipmentId === null ? `List ${list?.slice(1)}` : 'Shipment'}
    </Link>
  );
}

function Opened({ link: { opens, lastOpenedAt } }: { link: ShareLink }) {
  if (lastOpenedAt === null) return 'Never';
  return (
    <>
      {opens.toLocaleString('en-US')} ×, last <RelativeTime at={lastOpenedAt} suffix=" ago" />
    </>
  );
}

function stateText(link: ShareLink, at: string): string {
  const state = linkState(link, at);
  if (state === 'revoked') return 'Revoked';
  return `${state === 'expired' ? 'Expired' : 'Valid until'} ${dayText(link.expiresAt.slice(0, 10))}`;
}
