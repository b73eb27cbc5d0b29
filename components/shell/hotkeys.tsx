'use client';
import { useRouter } from 'next/navigation';
import { useLayoutEffect } from 'react';
import { isCommandMenuOpen, openCommandMenu, typeIntoCommandMenu } from '../command/open.ts';
import { leavePage } from '../live/leave-page.ts';
import { openKeyQueue } from './key-queue.ts';
import { latinKey } from './latin-key.ts';
import { pressPageKey } from './page-keys.ts';
import { isPageReady, noteFollowedLink, startNavigation, whenNavigationFails } from './page-ready.ts';
import { PLACES } from './places.ts';
import { openRow, stepRow } from './rows.ts';
import { pressIn, searchInput, typeInto } from './type-into.ts';

const GO = new Map(PLACES.map(({ key, href }) => [key, href]));
const SEQUENCE_MS = 1200;

/** Shortcuts for the page's content: while a page loads they apply to that page. */
const PAGE_KEYS = new Set(['j', 'k', 'x', '/', '[', ']', '1', 'a', 'h', 'r', 'u']);

/** Further keys that wait behind others. */
const NAMED_KEYS = new Set(['Enter', 'Escape', 'ArrowDown', 'ArrowUp']);

/** Open dialogs and menus receive the keyboard, until they begin to close. */
const OPEN_LAYER = '[role="dialog"]:not([data-closed]), [role="menu"]:not([data-closed]), dialog[open]';
const TYPING = 'input, textarea, select, [contenteditable="true"]';

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest(TYPING) !== null && target.closest('[data-closed]') === null;
}

type Actions = { go: (href: string) => void; help: () => void };

/**
 * Handles one key after the other. `press` returns whether the key was used, `expects` whether it would end a sequence. `at` is
 * when the key was pressed, which on a busy page is long before it is handled, in milliseconds since the page was opened.
 */
function openKeyboard({ go, help }: Actions) {
  let wentAt = Number.NEGATIVE_INFINITY;
  const placeOf = (key: string, at: number) => (at - wentAt < SEQUENCE_MS ? GO.get(key) : undefined);
  const press = (key: string, at = performance.now()): boolean => {
    const place = placeOf(key, at);
    wentAt = key === 'g' ? at : Number.NEGATIVE_INFINITY;
    if (place) go(place);
    else if (key === 'j') stepRow(1);
    else if (key === 'k') stepRow(-1);
    else if (key === '?') help();
    else if (key === '/') searchInput()?.focus();
    else return pressPageKey(key);
    return true;
  };
  return { press, expects: (key: string, at = performance.now()) => placeOf(key, at) !== undefined };
}

/**
 * The keyboard of a page. Keys that are meant for a page which is still on its way, or was pressed before it could be used,
 * wait for it in their order. Returns what ends it.
 */
function listenToKeys(enabled: boolean, push: (href: string) => void, help: () => void): () => void {
  const go = (href: string) => {
    queue.clear();
    leavePage(() => {
      if (href !== window.location.pathname + window.location.search) startNavigation();
      push(href);
    });
  };
  const { press, expects } = openKeyboard({ go, help });
  const queue = openKeyQueue((key) => {
    if (isTyping(document.activeElement)) typeInto(key);
    else if (document.querySelector(OPEN_LAYER) || !press(key)) pressIn(document.activeElement, key);
  });
  const mustWait = (key: string, at?: number) => {
    if (queue.isEmpty()) return PAGE_KEYS.has(key) && !expects(key, at) && !isPageReady();
    // Text for a search that is loading waits. Navigation does not.
    if (!queue.has('/') && (key === 'g' || expects(key, at))) return false;
    return key.length === 1 || NAMED_KEYS.has(key);
  };
  const onKey = (event: KeyboardEvent) => {
    if (!enabled || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    // A key that waited is simulated in its turn, and does not wait again.
    if (!event.isTrusted || isTyping(event.target) || isCommandMenuOpen() || document.querySelector(OPEN_LAYER)) return;
    // What is typed into a search that is loading is text.
    const key = queue.has('/') ? event.key : latinKey(event);
    if (mustWait(key, event.timeStamp)) {
      queue.add(key);
      event.stopPropagation();
    } else if (!press(key, event.timeStamp)) return;
    event.preventDefault();
  };
  for (const { key, command } of window.takeEarlyKeys?.() ?? []) {
    if (command) openCommandMenu();
    else if (isCommandMenuOpen()) typeIntoCommandMenu(key);
    else if ((enabled || isTyping(document.activeElement)) && (mustWait(key) || !press(key))) queue.add(key);
  }
  queue.flush();
  whenNavigationFails(queue.clear);
  // In the capture phase: queued keys must not reach the page that is about to be replaced.
  document.addEventListener('keydown', onKey, true);
  document.addEventListener('pointerdown', queue.clear);
  return () => {
    queue.clear();
    document.removeEventListener('keydown', onKey, true);
    document.removeEventListener('pointerdown', queue.clear);
  };
}

/** Single-key shortcuts, unless turned off, and rows that open when clicked. */
export function Hotkeys({ enabled, onHelp }: { enabled: boolean; onHelp: () => void }) {
  const router = useRouter();
  // Before the page is painted: keys are not lost between the sign-in page, which has none, and the first page after it.
  useLayoutEffect(() => listenToKeys(enabled, router.push, onHelp), [enabled, onHelp, router]);
  useLayoutEffect(() => {
    document.addEventListener('click', openRow);
    document.addEventListener('click', noteFollowedLink);
    return () => {
      document.removeEventListener('click', openRow);
      document.removeEventListener('click', noteFollowedLink);
    };
  }, []);
  return null;
}
