import Link from 'next/link';
import type { ShareLink } from '#db/queries/share-links.ts';
import type { Words } from '#lib/model/language.ts';
import { linkState } from '#lib/model/share-link.ts';
import { useWords } from '#words';
import type { FormAction } from '../settings/action-form.tsx';
import { ConfirmButton } from '../settings/confirm-button.tsx';
import { SettingsRow, SettingsTable } from '../settings/table.tsx';
import { RelativeTime } from '../time/relative-time.tsx';
import { rich } from '../words/rich.tsx';

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
  const words = useWords();
  const { t } = words;
  const heads = ['For', ...(mixed ? ['Shows'] : []), 'Created', 'State', 'Opened¦link', ''];
  return (
    <SettingsTable label={t('Links and their state')} heads={heads}>
      {links.map((link) => (
        <SettingsRow
          key={link.id}
          name={link.recipient}
          cells={[
            ...(mixed ? [<Target key="target" link={link} />] : []),
            <span key="created">
              {rich(words, 'by {name}, {time}', {
                name: link.createdBy,
                time: <RelativeTime at={link.createdAt} suffix=" ago" />,
              })}
            </span>,
            stateText(link, at, words),
            <Opened key="opened" link={link} />,
            revoke && linkState(link, at) === 'valid' ? (
              <ConfirmButton
                key="revoke"
                action={revoke}
                label={t('Revoke')}
                of={link.recipient}
                fields={{ id: link.id }}
                title={t('Revoke the link for {name}?', { name: link.recipient })}
                consequence={t(
                  'Whoever opens it sees nothing any more. It cannot be restored; another link can be created.',
                )}
              />
            ) : null,
          ]}
        />
      ))}
    </SettingsTable>
  );
}

function Target({ link: { shipmentId, list, search } }: { link: ShareLink }) {
  const { t } = useWords();
  const href = shipmentId === null ? `${list}${search}` : `/shipments/${shipmentId}`;
  return (
    <Link href={href} className="hover:underline">
      {shipmentId === null ? t('List {name}', { name: t(list?.slice(1) ?? '') }) : t('Shipment')}
    </Link>
  );
}

function Opened({ link: { opens, lastOpenedAt } }: { link: ShareLink }) {
  const words = useWords();
  if (lastOpenedAt === null) return words.t('Never');
  return rich(words, '{n} ×, last {time}', {
    n: words.number(opens),
    time: <RelativeTime at={lastOpenedAt} suffix=" ago" />,
  });
}

function stateText(link: ShareLink, at: string, { t, day }: Words): string {
  const state = linkState(link, at);
  if (state === 'revoked') return t('Revoked');
  return t(state === 'expired' ? 'Expired {date}' : 'Valid until {date}', { date: day(link.expiresAt.slice(0, 10)) });
}
