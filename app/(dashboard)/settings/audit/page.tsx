import type { Metadata } from 'next';
import { readWords } from '#app/words.ts';
import { SettingsRow, SettingsTable } from '#components/settings/table.tsx';
import { type ListSpec, readState, stateHref } from '#components/table/list-state.ts';
import { RelativeTime } from '#components/time/relative-time.tsx';
import { Pager } from '#components/ui/pager.tsx';
import { database } from '#db/client.ts';
import { listAudit, listSignInFailures } from '#db/queries/users.ts';
import { userWithRole } from '#lib/auth/require-user.ts';
import { AUDIT_ACTIONS } from '#lib/model/audit.ts';
import { AdminsOnly } from '../../admins-only.tsx';
import type { SearchParams } from '../../records.ts';

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await readWords();
  return { title: t('Audit log') };
}

const PAGE = 100;
const FAILURES = 50;
const SPEC: ListSpec = { base: '/settings/audit', filters: [], sorts: {} };

export default async function AuditPage({ searchParams }: { searchParams: SearchParams }) {
  if (!(await userWithRole('admin'))) return <AdminsOnly />;
  const { cursor, before } = readState(await searchParams, SPEC);
  const [page, failures, { t }] = await Promise.all([
    listAudit(database(), { limit: PAGE, cursor, before }),
    cursor || before ? [] : listSignInFailures(database(), FAILURES),
    readWords(),
  ]);
  return (
    <>
      <SettingsTable label={t('Audit log')} heads={['Actor', 'Action', 'Target', 'Time']}>
        {page.data.map(({ id, at, actor, action, subject }) => (
          <SettingsRow
            key={id}
            name={actor}
            cells={[t(AUDIT_ACTIONS[action] ?? action), subject, <RelativeTime key="at" at={at} suffix=" ago" />]}
          />
        ))}
      </SettingsTable>
      <Pager
        previous={page.previousCursor && stateHref(SPEC.base, {}, { before: page.previousCursor })}
        next={page.nextCursor && stateHref(SPEC.base, {}, { cursor: page.nextCursor })}
        note={t('{n} shown, latest first', { n: page.data.length })}
      />
      {failures.length > 0 && (
        <>
          <h2 className="border-t border-line px-4 pt-4 pb-2 font-semibold lg:px-6">{t('Failed sign-ins')}</h2>
          <SettingsTable label={t('Failed sign-ins')} heads={['Account', 'Reason', 'Address', 'Time']}>
            {failures.map(({ id, at, account, reason, address }) => (
              <SettingsRow
                key={id}
                name={account}
                cells={[t(reason), address, <RelativeTime key="at" at={at} suffix=" ago" />]}
              />
            ))}
          </SettingsTable>
        </>
      )}
    </>
  );
}
