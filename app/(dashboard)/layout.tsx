import { cookies, headers } from 'next/headers';
import type { ReactNode } from 'react';
import { savePreference } from '#app/preferences.ts';
import { maySubmit } from '#app/requests/may-submit.ts';
import { readWords } from '#app/words.ts';
import { CommandHost } from '#components/command/host.tsx';
import { LatenessProvider } from '#components/lateness/limits.tsx';
import { LiveIndicator } from '#components/live/live-indicator.tsx';
import { LiveProvider } from '#components/live/live-provider.tsx';
import { OfflineBar } from '#components/live/offline-bar.tsx';
import { Bell } from '#components/notices/bell.tsx';
import { PersonalProvider } from '#components/personal/provider.tsx';
import { ShownZoneNote } from '#components/personal/zone-note.tsx';
import { SetupProvider } from '#components/setup/setup-hint.tsx';
import { EarlyKeys } from '#components/shell/early-keys.tsx';
import { Help } from '#components/shell/help.tsx';
import { FootNav, SideNav } from '#components/shell/nav.tsx';
import { OfflinePage } from '#components/shell/offline-page.tsx';
import { DensityToggle, type Theme, ThemeMenu } from '#components/shell/preferences.tsx';
import { RebuildBanner } from '#components/shell/rebuild-banner.tsx';
import { SearchBox } from '#components/shell/search-box.tsx';
import { UserMenu } from '#components/shell/user-menu.tsx';
import { ViewAsBanner } from '#components/shell/view-as-banner.tsx';
import { Mark } from '#components/shell/wordmark.tsx';
import { ColumnsProvider } from '#components/table/column-choice.tsx';
import { ClockProvider } from '#components/time/clock.tsx';
import { HintLayer } from '#components/ui/hint.tsx';
import { Layer } from '#components/ui/layer.tsx';
import { database } from '#db/client.ts';
import { latenessSettings } from '#db/queries/lateness.ts';
import { listColumnChoices } from '#db/queries/list-columns.ts';
import { rebuildStatus } from '#db/queries/rebuild.ts';
import { listNavViews } from '#db/queries/saved-views.ts';
import { HOME, START } from '#lib/auth/next-path.ts';
import { requireUser, type SessionUser } from '#lib/auth/require-user.ts';
import { env } from '#lib/env.ts';
import { countText } from '#lib/model/count.ts';
import { inboxCounts } from './cached-count.ts';
import { saveColumns } from './columns.ts';
import { personalOf } from './personal.ts';
import { readSetup } from './setup/read-setup.ts';
import { signOutAction } from './sign-out-action.ts';
import { beginView, endView } from './viewing/actions.ts';

export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const [user, jar, nonce, words] = await Promise.all([requireUser(), cookies(), scriptNonce(), readWords()]);
  const [rebuild, { limits }, { all }, columns, views, setup, personal, submitsBookings] = await Promise.all([
    rebuildStatus(database()),
    latenessSettings(database()),
    inboxCounts(null),
    listColumnChoices(database(), user.id),
    listNavViews(database(), user.id),
    readSetup(),
    personalOf(),
    maySubmit('booking'),
  ]);
  const badges: Record<string, string> = all > 0 ? { '/exceptions': countText(all, words) } : {};
  const { t } = words;
  const keys = jar.get('keys')?.value !== 'off';
  return (
    <ClockProvider renderedAt={Date.now()}>
      <LatenessProvider limits={limits}>
        <PersonalProvider settings={personal}>
          <LiveProvider url="/api/live">
            <a
              href="#main"
              data-screen-only
              className="absolute top-2 left-2 z-50 -translate-y-20 rounded-md bg-accent-solid px-3 py-1.5 text-on-accent focus:translate-y-0"
            >
              {t('Skip to content')}
            </a>
            <EarlyKeys single={keys} nonce={nonce} />
            <OfflinePage enabled={env().OFFLINE_PAGE} />
            <CommandHost rights={{ submitsBookings, isAdmin: user.role === 'admin' }} save={savePreference} />
            <div data-shell className="flex h-dvh overflow-hidden print:block print:h-auto">
              <SideNav badges={badges} views={views} start={personal.startPage === null ? HOME : START} />
              <div className="flex min-w-0 flex-1 flex-col print:block">
                <Header user={user} jar={jar} keys={keys} />
                {user.viewsAs && <ViewAsBanner role={user.viewsAs} end={endView} />}
                <OfflineBar />
                {rebuild && <RebuildBanner {...rebuild} />}
                <ShownZoneNote />
                <main
                  id="main"
                  tabIndex={-1}
                  className="flex min-h-0 flex-1 flex-col bg-surface outline-none print:block"
                >
                  <SetupProvider viewer={setup?.isOpen ? (user.role === 'admin' ? 'admin' : 'other') : null}>
                    <ColumnsProvider choices={columns} save={saveColumns}>
                      {children}
                    </ColumnsProvider>
                  </SetupProvider>
                  <Layer />
                </main>
                <FootNav badges={badges} />
              </div>
            </div>
            <HintLayer />
          </LiveProvider>
        </PersonalProvider>
      </LatenessProvider>
    </ClockProvider>
  );
}

type HeaderProps = { user: SessionUser; jar: Awaited<ReturnType<typeof cookies>>; keys: boolean };

function Header({ user, jar, keys }: HeaderProps) {
  const theme = (jar.get('theme')?.value ?? 'system') as Theme;
  const density = jar.get('density')?.value === 'compact' ? 'compact' : 'comfortable';
  return (
    <header
      data-screen-only
      className="flex h-12 shrink-0 items-center gap-2 border-b border-line bg-canvas px-4 lg:px-6"
    >
      <Mark className="md:hidden" />
      {/* In no boundary of its own: one that is updated before it is hydrated is made anew, without what was typed. */}
      <SearchBox />
      <span className="ml-auto flex flex-1 items-center justify-end gap-1 max-sm:flex-none">
        <LiveIndicator />
        <Bell />
        <DensityToggle key={density} density={density} save={savePreference} />
        <ThemeMenu key={theme} theme={theme} save={savePreference} />
        <Help keys={keys} save={savePreference} />
        <span className="w-1" />
        <UserMenu
          {...{ name: user.name, email: user.email, role: user.role, signOut: signOutAction }}
          viewAs={user.role === 'admin' ? beginView : null}
          endView={user.viewsAs ? endView : null}
        />
      </span>
    </header>
  );
}

/** The nonce for our scripts, if the policy of the request has one. */
async function scriptNonce(): Promise<string | undefined> {
  const text = (await headers()).get('content-security-policy') ?? '';
  return /'nonce-([^']+)'/.exec(text)?.[1];
}
