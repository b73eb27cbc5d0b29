'use client';
import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { PLACES } from './places.ts';

const GO = new Map(PLACES.map(({ key, href }) => [key, href]));
const SEQUENCE_MS = 1200;

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable="true"]') !== null;
}

/** Moves the focus to the next or previous row of the page's table. */
function step(by: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-row-link]')];
  const present = rows.findIndex((row) => row.closest('[data-row]')?.contains(document.activeElement));
  const next = present === -1 ? (by === 1 ? 0 : rows.length - 1) : present + by;
  const row = rows[Math.min(Math.max(next, 0), rows.length - 1)];
  row?.focus();
  row?.closest('[data-row]')?.scrollIntoView({ block: 'nearest' });
}

/** A click anywhere in a row opens what its link opens; links, buttons and selected text keep their own meaning. */
function openRow(event: MouseEvent): void {
  if (!(event.target instanceof Element) || event.target.closest('a, button, summary, input')) return;
  if (window.getSelection()?.isCollapsed === false) return;
  const link = event.target.closest('[data-row]')?.querySelector('[data-row-link]');
  const { ctrlKey, metaKey, shiftKey } = event;
  link?.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, ctrlKey, metaKey, shiftKey }));
}

/** Single-key shortcuts, unless turned off, and rows that open when clicked. */
export function Hotkeys({ enabled, onHelp }: { enabled: boolean; onHelp: () => void }) {
  const router = useRouter();
  useEffect(() => {
    let wentAt = 0;
    const onKey = (event: KeyboardEvent) => {
      if (!enabled || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (isTyping(event.target) || document.querySelector('[role="dialog"], [role="menu"]')) return;
      const place = Date.now() - wentAt < SEQUENCE_MS ? GO.get(event.key) : undefined;
      wentAt = event.key === 'g' ? Date.now() : 0;
      if (place) router.push(place);
      else if (event.key === 'j') step(1);
      else if (event.key === 'k') step(-1);
      else if (event.key === '?') onHelp();
      else if (event.key === '/') (document.getElementById('find') ?? document.getElementById('search'))?.focus();
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    document.addEventListener('click', openRow);
    return () => {
      document.removeEventListener('keydown', onKey);
      document.removeEventListener('click', openRow);
    };
  }, [enabled, onHelp, router]);
  return null;
}
