'use client';
import { useEffect } from 'react';
import { useWords } from '#words';
import { cx } from '../ui/cx.ts';
import { Kbd } from '../ui/kbd.tsx';
import type { Command } from './commands.ts';

export function optionId(command: Command): string {
  return `command-${command.id.replace(/[^\w-]+/g, '-')}`;
}

type Props = {
  commands: readonly Command[];
  current: Command | undefined;
  /** Why there are no commands, or none of shipments. */
  note: string | false;
  run: (command: Command) => void;
  hover: (command: Command) => void;
};

/** The commands in their groups; the focus stays in the input, which marks the active one. */
export function CommandList({ commands, current, note, run, hover }: Props) {
  const { t } = useWords();
  useEffect(() => {
    if (current) document.getElementById(optionId(current))?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  const groups = [...new Set(commands.map(({ group }) => group))];
  return (
    <div
      id="commands"
      role="listbox"
      tabIndex={-1}
      aria-label={t('Commands')}
      className="min-h-0 flex-1 overflow-y-auto p-1.5 outline-none"
    >
      {note && (
        <div
          role="option"
          aria-selected="false"
          aria-disabled="true"
          tabIndex={-1}
          className="px-3 py-8 text-center text-dim"
        >
          {t(note)}
        </div>
      )}
      {groups.map((group) => (
        // biome-ignore lint/a11y/useSemanticElements: a group of options inside a listbox has no element of its own
        <div key={group} role="group" aria-label={t(group)} className="mb-1">
          <div aria-hidden className="px-2.5 pt-2 pb-1 text-2xs font-medium text-faint">
            {t(group)}
          </div>
          {commands
            .filter((command) => command.group === group)
            .map((command) => (
              <Option key={command.id} command={command} on={command === current} run={run} hover={hover} />
            ))}
        </div>
      ))}
    </div>
  );
}

type OptionProps = { command: Command; on: boolean; run: Props['run']; hover: Props['hover'] };

function Option({ command, on, run, hover }: OptionProps) {
  const { icon: Icon, label, note, keys = [], mono = false } = command;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard stays in the input, which chooses options by aria-activedescendant
    <div
      id={optionId(command)}
      role="option"
      aria-selected={on}
      tabIndex={-1}
      onClick={() => run(command)}
      onMouseMove={() => !on && hover(command)}
      className={cx('flex h-9 cursor-pointer items-center gap-2.5 rounded-md px-2.5', on && 'bg-fill')}
    >
      <Icon aria-hidden className="size-4 shrink-0 text-dim" strokeWidth={1.75} />
      <span className={cx('truncate', mono && 'mono font-medium')}>{label}</span>
      {note && <span className="truncate text-xs text-dim">{note}</span>}
      <span className="ml-auto flex gap-0.5">
        {keys.map((key) =>
          mono ? (
            <span key={key} className="text-xs text-dim">
              {key}
            </span>
          ) : (
            <Kbd key={key}>{key}</Kbd>
          ),
        )}
      </span>
    </div>
  );
}
