import type { Metadata } from 'next';
import { readWords } from '#app/words.ts';
import { ActionButton, ActionForm, ActionResult, Field } from '#components/settings/action-form.tsx';
import { SettingsRow, SettingsTable } from '#components/settings/table.tsx';
import { CodeField } from '#components/settings/two-factor.tsx';
import { WatchTable } from '#components/settings/watch-table.tsx';
import { RelativeTime } from '#components/time/relative-time.tsx';
import { database } from '#db/client.ts';
import { watchesOf } from '#db/queries/watches.ts';
import { requireUser, type SessionUser } from '#lib/auth/require-user.ts';
import { hasSecondFactor } from '#lib/auth/second-factor.ts';
import { listSessions } from '#lib/auth/sessions.ts';
import type { Words } from '#lib/model/language.ts';
import { hasOwnEmail } from '#lib/notices/exceptions/own-rules.ts';
import type { SearchParams } from '../records.ts';
import { changeWatch } from '../watch-actions.ts';
import { endOne, setEmail, setPassword, signOutEverywhere } from './account-actions.ts';
import { PersonalSection } from './personal-section.tsx';
import { TwoFactorSection } from './two-factor-section.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await readWords();
  return { title: t('Your account') };
}

export default async function AccountPage({ searchParams }: { searchParams: SearchParams }) {
  const user = await requireUser();
  const { id, email, name, role, sessionId } = user;
  const [sessions, byEmail, watches, { changed }, words] = await Promise.all([
    listSessions(database(), id),
    hasOwnEmail(database(), email),
    watchesOf(database(), email),
    searchParams,
    readWords(),
  ]);
  const { t } = words;
  return (
    <>
      <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1 border-b border-line px-4 py-4 lg:px-6">
        <dt className="text-dim">{t('Name')}</dt>
        <dd>{name ?? t('Not stated')}</dd>
        <dt className="text-dim">{t('E-mail address')}</dt>
        <dd>{email}</dd>
        <dt className="text-dim">{t('Role')}</dt>
        <dd className="capitalize">{t(role)}</dd>
      </dl>
      <div className="flex flex-wrap items-center gap-3 border-b border-line px-4 py-4 lg:px-6">
        <p className="max-w-prose text-dim">
          {t(
            byEmail
              ? 'The bell tells you when an exception is assigned to you or a note mentions you, and so does an e-mail.'
              : 'The bell tells you when an exception is assigned to you or a note mentions you.',
          )}
        </p>
        <ActionButton
          action={setEmail}
          label={t(byEmail ? 'Only at the bell' : 'By e-mail too')}
          fields={{ wanted: byEmail ? 'no' : 'yes' }}
        />
      </div>
      <PersonalSection userId={id} />
      {watches.length > 0 && <WatchTable watches={watches} action={changeWatch} />}
      {user.hasPassword ? (
        <PasswordSection user={user} changed={typeof changed === 'string' ? changed : null} />
      ) : (
        <p className="border-b border-line px-4 py-4 text-dim lg:px-6">
          {t('You sign in through single sign-on, which has your password and your second factor.')}
        </p>
      )}
      <SettingsTable label={t('Sessions')} heads={['Session', 'Network', 'Last used', 'Signed in', '']}>
        {sessions.map((session) => (
          <SettingsRow
            key={session.id}
            name={session.id === sessionId ? t('This browser') : browserOf(session.userAgent, words)}
            cells={[
              session.network,
              <RelativeTime key="used" at={session.lastUsedAt} suffix=" ago" />,
              <RelativeTime key="begun" at={session.createdAt} suffix=" ago" />,
              session.id !== sessionId && (
                <ActionButton key="end" action={endOne} label={t('End this session')} fields={{ id: session.id }} />
              ),
            ]}
          />
        ))}
      </SettingsTable>
      <div className="px-4 py-4 lg:px-6">
        <ActionButton action={signOutEverywhere} label={t('Sign out everywhere')} fields={{}} />
      </div>
    </>
  );
}

const CHANGES: Record<string, string> = {
  password: 'The password is changed. All other sessions have ended.',
  'two-factor-off': 'Two-factor authentication is off.',
};

/** What the user signs in with. `changed`: what was just changed. */
async function PasswordSection({ user, changed }: { user: SessionUser; changed: string | null }) {
  const message = CHANGES[changed ?? ''];
  const [needsCode, { t }] = await Promise.all([hasSecondFactor(database(), user.id), readWords()]);
  return (
    <>
      <ActionForm action={setPassword} submit={t('Change password')}>
        <Field label={t('Current password')} name="old" type="password" autoComplete="current-password" required />
        <Field label={t('New password')} name="fresh" type="password" autoComplete="new-password" required />
        {needsCode && <CodeField label={t('Code of the app')} />}
      </ActionForm>
      {message && (
        <div className="px-4 pt-4 lg:px-6">
          <ActionResult outcome={{ ok: true, message }} />
        </div>
      )}
      <TwoFactorSection user={user} />
    </>
  );
}

/** Browser and operating system from the user agent, roughly. */
function browserOf(userAgent: string | null, { t }: Words): string {
  const browser = /(Edg|OPR|Firefox|Chrome|Safari)\//.exec(userAgent ?? '')?.[1];
  const system = /Windows|Android|iPhone|iPad|Mac OS X|Linux/.exec(userAgent ?? '')?.[0];
  const name = browser?.replace('Edg', 'Edge').replace('OPR', 'Opera') ?? t('A program');
  return system ? t('{browser} on {system}', { browser: name, system }) : name;
}
