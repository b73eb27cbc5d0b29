'use client';
import { CircleHelp, X } from 'lucide-react';
import { useCallback, useEffect, useId, useRef, useState } from 'react';
import { useWords } from '#words';
import { buttonClass } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import { Kbd } from '../ui/kbd.tsx';
import { Hotkeys } from './hotkeys.tsx';
import type { SavePreference } from './preferences.tsx';
import { SHORTCUTS, type Shortcut } from './shortcuts.ts';

/**
 * The list of keyboard shortcuts, with a switch that turns single-key shortcuts off. Rendered when it is first opened, since it would be a
 * part of every page.
 */
export function Help({ keys: initial, save }: { keys: boolean; save: SavePreference }) {
  const { t } = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  const title = useId();
  const [keys, setKeys] = useState(initial);
  const [times, setTimes] = useState(0);
  const show = useCallback(() => setTimes((before) => before + 1), []);
  useEffect(() => {
    if (times > 0 && !dialog.current?.open) dialog.current?.showModal();
  }, [times]);
  const toggle = () => {
    setKeys(!keys);
    void save('keys', keys ? 'off' : 'on');
  };
  return (
    <>
      <button
        type="button"
        aria-label={t('Keyboard shortcuts')}
        aria-haspopup="dialog"
        onClick={show}
        className={buttonClass('ghost', 'w-8 px-0! max-md:hidden')}
      >
        <CircleHelp aria-hidden className="size-4" strokeWidth={1.75} />
      </button>
      <dialog
        ref={dialog}
        aria-labelledby={title}
        closedby="any"
        className="popup m-auto mt-[6vh] max-h-[88vh] w-180 max-w-[calc(100vw-2rem)] overflow-y-auto rounded-xl text-ink backdrop:bg-[#0b0f12]/40"
      >
        {times > 0 && (
          <div className="p-4">
            <div className="mb-2 flex items-center justify-between">
              <h2 id={title} className="text-base font-semibold">
                {t('Keyboard shortcuts')}
              </h2>
              <button
                type="button"
                aria-label={t('Close')}
                onClick={() => dialog.current?.close()}
                className={buttonClass('ghost', 'h-7 w-7 px-0!')}
              >
                <X aria-hidden className="size-4" />
              </button>
            </div>
            <div className="gap-x-8 md:columns-2">
              {SHORTCUTS.map((group) => (
                <ShortcutGroup key={group.title} group={group} enabled={keys} />
              ))}
            </div>
            <label className="mt-2 flex cursor-pointer items-center gap-2 border-t border-line pt-3">
              <input type="checkbox" checked={keys} onChange={toggle} className="size-4 accent-(--accent-solid)" />
              {t('Single-key shortcuts')}
            </label>
          </div>
        )}
      </dialog>
      {/* After the dialog: keys that were pressed before the page was interactive are handled as soon as it is mounted. */}
      <Hotkeys enabled={keys} onHelp={show} />
    </>
  );
}

/** Keys that the switch turns off: letters, digits and signs alone. Arrow keys and those with Ctrl always work. */
const isSingle = ({ keys: [first = ''] }: Shortcut) => /^[\w/?[\]]$/.test(first);

type GroupProps = { group: (typeof SHORTCUTS)[number]; enabled: boolean };

function ShortcutGroup({ group: { title, shortcuts }, enabled }: GroupProps) {
  const { t } = useWords();
  const id = useId();
  return (
    <section aria-labelledby={id} className="mb-4 break-inside-avoid">
      <h3 id={id} className="mb-1 text-xs font-semibold text-dim">
        {t(title)}
      </h3>
      <dl>
        {shortcuts.map((shortcut) => (
          <div
            key={shortcut.does}
            className={cx(
              'flex min-h-8 items-center justify-between gap-3 border-t border-line py-1',
              !enabled && isSingle(shortcut) && 'opacity-60',
            )}
          >
            <dt>{t(shortcut.does)}</dt>
            <dd className="flex shrink-0 gap-1">
              {shortcut.keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
