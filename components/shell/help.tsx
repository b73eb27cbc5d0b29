'use client';
import { Dialog } from '@base-ui/react/dialog';
import { CircleHelp, X } from 'lucide-react';
import { useCallback, useState } from 'react';
import { buttonClass } from '../ui/button.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { Hotkeys } from './hotkeys.tsx';
import { PLACES } from './places.ts';
import type { SavePreference } from './preferences.tsx';

const SHORTCUTS = [
  { keys: ['j'], does: 'Next row' },
  { keys: ['k'], does: 'Previous row' },
  { keys: ['Enter'], does: 'Open the row' },
  { keys: ['/'], does: 'Search references' },
  { keys: ['Ctrl', 'K'], does: 'Commands, and any shipment by name' },
  ...PLACES.flatMap(({ key, label }) => (key ? [{ keys: ['g', key], does: `Go to ${label.toLowerCase()}` }] : [])),
  { keys: ['?'], does: 'This list' },
  { keys: ['Esc'], does: 'Close, or leave the search' },
];

/** The keyboard: what it does, a list of that, and a switch for people whom single keys get in the way of. */
export function Help({ keys: initial, save }: { keys: boolean; save: SavePreference }) {
  const [open, setOpen] = useState(false);
  const [keys, setKeys] = useState(initial);
  const show = useCallback(() => setOpen(true), []);
  const toggle = () => {
    setKeys(!keys);
    void save('keys', keys ? 'off' : 'on');
  };
  return (
    <>
      <Hotkeys enabled={keys} onHelp={show} />
      <Dialog.Root open={open} onOpenChange={setOpen}>
        <Dialog.Trigger aria-label="Keyboard shortcuts" className={buttonClass('quiet', 'w-8 px-0! max-md:hidden')}>
          <CircleHelp aria-hidden className="size-4" strokeWidth={1.75} />
        </Dialog.Trigger>
        <Dialog.Portal>
          <Dialog.Backdrop className="fixed inset-0 z-40 bg-[#0b0f12]/40 transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0" />
          <Dialog.Popup className="fixed top-[6vh] left-1/2 z-50 max-h-[88vh] w-90 overflow-y-auto max-w-[calc(100vw-2rem)] -translate-x-1/2 rounded-xl border border-line-strong bg-raised p-4 shadow-pop outline-none">
            <div className="mb-2 flex items-center justify-between">
              <Dialog.Title className="text-base font-semibold">Keyboard shortcuts</Dialog.Title>
              <Dialog.Close aria-label="Close" className={buttonClass('quiet', 'h-7 w-7 px-0!')}>
                <X aria-hidden className="size-4" />
              </Dialog.Close>
            </div>
            <dl className={keys ? '' : 'opacity-60'}>
              {SHORTCUTS.map(({ keys: pressed, does }) => (
                <div key={does} className="flex h-8 items-center justify-between border-t border-line">
                  <dt>{does}</dt>
                  <dd className="flex gap-1">
                    {pressed.map((key) => (
                      <Kbd key={key}>{key}</Kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
            <label className="mt-2 flex cursor-pointer items-center gap-2 border-t border-line pt-3">
              <input type="checkbox" checked={keys} onChange={toggle} className="size-4 accent-(--accent-solid)" />
              Single-key shortcuts
            </label>
          </Dialog.Popup>
        </Dialog.Portal>
      </Dialog.Root>
    </>
  );
}
