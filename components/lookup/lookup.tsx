'use client';
import { Search } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useEffect, useEffectEvent, useId, useRef, useState, useTransition } from 'react';
import { upperCaseContainer } from '#lib/model/container-number.ts';
import { useWords } from '#words';
import { startNavigation } from '../shell/page-ready.ts';
import { Button } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import { DigitCheck } from './digit-check.tsx';
import { LOOKUP_PATH, lookupHref } from './path.ts';
import { forgetLookup, rememberLookup } from './recent.ts';
import { RecentLookups } from './recent-lookups.tsx';

type Props = {
  /** What was looked up. */
  text?: string;
  /** Whether nothing was found by it, so that it is not offered again. */
  isUnknown?: boolean;
  className?: string;
};

/** The field that begins the first pages on a phone: a number of any kind leads to its shipment or container. Works without scripts. */
export function Lookup({ text: given = '', isUnknown = false, className }: Props) {
  const { t } = useWords();
  const router = useRouter();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(given);
  const [pending, start] = useTransition();
  const early = useEffectEvent(() => setText(upperCaseContainer(input.current?.value ?? '')));
  // Text that was typed before hydration is kept.
  useEffect(() => early(), []);
  useEffect(() => {
    if (isUnknown) forgetLookup(given);
  }, [isUnknown, given]);
  const find = () => {
    const wanted = text.trim();
    if (wanted === '') return input.current?.focus();
    rememberLookup(wanted);
    startNavigation();
    start(() => router.push(lookupHref(wanted)));
  };
  return (
    <search className={cx('block px-4 pt-4', className)}>
      <form
        action={LOOKUP_PATH}
        onSubmit={(event) => {
          event.preventDefault();
          find();
        }}
      >
        <label htmlFor={id} className="mb-1.5 block font-medium">
          {t('Container, PO, B/L or booking')}
        </label>
        <div className="flex gap-2">
          <input
            ref={input}
            id={id}
            name="q"
            type="text"
            enterKeyHint="search"
            autoComplete="off"
            autoCapitalize="characters"
            autoCorrect="off"
            spellCheck={false}
            maxLength={200}
            aria-describedby={`${id}-digit`}
            value={text}
            onChange={({ target }) => setText(upperCaseContainer(target.value))}
            className="mono h-13 min-w-0 flex-1 rounded-md border border-line-strong bg-surface px-3 text-lg text-ink focus:border-accent focus:outline-2 focus:outline-offset-0 focus:outline-accent/30"
          />
          <Button type="submit" look="primary" pending={pending} aria-label={t('Find')} className="h-13 w-13 px-0!">
            <Search aria-hidden className="size-5" />
          </Button>
        </div>
        <DigitCheck id={`${id}-digit`} text={text} />
      </form>
      <RecentLookups />
    </search>
  );
}
