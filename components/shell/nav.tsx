'use client';
import { Search } from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import type { NavView } from '#db/queries/saved-views.ts';
import { useWords } from '#words';
import { openCommandMenu } from '../command/open.ts';
import { cx } from '../ui/cx.ts';
import { Kbd } from '../ui/kbd.tsx';
import { NavRow } from './nav-row.tsx';
import { NavViews } from './nav-views.tsx';
import { GROUPS, type NavPlace, PLACES, placeAt } from './places.ts';
import { Wordmark } from './wordmark.tsx';

/** The numbers beside places, by address. */
type Badges = Readonly<Record<string, string>>;

/** `start`: where the logo leads. */
type SideProps = { badges: Badges; views: readonly NavView[]; start: string };

/** The navigation at the left; icons only on narrow screens. */
export function SideNav({ badges, views, start }: SideProps) {
  const { t } = useWords();
  const here = placeAt(usePathname());
  return (
    <nav
      aria-label={t('Main')}
      className="flex w-14 shrink-0 flex-col overflow-y-auto border-r border-line bg-canvas max-md:hidden xl:w-50"
    >
      <Link href={start} aria-label={t('Fairlead, home')} className="flex h-12 shrink-0 items-center px-4">
        <Wordmark textClass="max-xl:hidden" />
      </Link>
      {GROUPS.map((group) => (
        <div key={group} className="mx-2 flex flex-col gap-0.5 border-line py-2 not-first-of-type:border-t">
          {PLACES.filter((place) => place.group === group).map((place) => (
            <NavLink key={place.href} place={place} here={place === here} badge={badges[place.href]} />
          ))}
        </div>
      ))}
      <NavViews views={views} />
    </nav>
  );
}

type LinkProps = { place: NavPlace; here: boolean; badge: string | undefined };

function NavLink({ place: { href, label: english, icon, key }, here, badge }: LinkProps) {
  const label = useWords().t(english);
  return (
    <NavRow href={href} title={label} here={here} icon={icon}>
      <span className="flex-1 max-xl:sr-only">{label}</span>
      {key && (
        <span aria-hidden className="hidden gap-0.5 xl:group-hover:flex xl:group-focus-visible:flex">
          <Kbd>g</Kbd>
          <Kbd>{key}</Kbd>
        </span>
      )}
      {badge && (
        <span
          className={cx(
            'rounded-full bg-fill-strong px-1.5 text-2xs font-medium text-ink',
            'max-xl:absolute max-xl:-top-0.5 max-xl:-right-0.5 max-xl:px-1',
            'xl:group-hover:hidden xl:group-focus-visible:hidden',
          )}
        >
          {badge}
        </span>
      )}
    </NavRow>
  );
}

const FOOT = 'flex h-13 flex-1 flex-col items-center justify-center gap-0.5 text-2xs -outline-offset-2';
const AT_FOOT = PLACES.filter(({ foot }) => foot);

/** The most used pages at the bottom of narrow screens; the command menu has the others. */
export function FootNav({ badges }: { badges: Badges }) {
  const { t } = useWords();
  const here = placeAt(usePathname(), AT_FOOT);
  return (
    <nav
      data-foot
      aria-label={t('Main, at the foot')}
      className="flex shrink-0 border-t border-line bg-canvas pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      {AT_FOOT.map(({ href, foot = '', icon: Icon }) => (
        <Link
          key={href}
          href={href}
          prefetch={false}
          aria-current={href === here?.href ? 'page' : undefined}
          className={cx(FOOT, href === here?.href ? 'font-medium text-accent' : 'text-dim')}
        >
          <Icon aria-hidden className="size-4.5" strokeWidth={1.75} />
          <span>
            {t(foot)}
            {badges[href] && <span className="ml-1 tabular-nums">{badges[href]}</span>}
          </span>
        </Link>
      ))}
      <button type="button" onClick={openCommandMenu} className={cx(FOOT, 'text-dim')}>
        <Search aria-hidden className="size-4.5" strokeWidth={1.75} />
        {t('All pages')}
      </button>
    </nav>
  );
}
