'use client';
import { Menu } from '@base-ui/react/menu';
import { Check } from 'lucide-react';
import type { ReactNode, RefObject } from 'react';
import { layer } from './layer.tsx';

/** The content of a menu: text, choices, actions. */
export type MenuContent = {
  note?: ReactNode;
  choice?: {
    label: string;
    value: string;
    onChange: (value: string) => void;
    options: readonly { value: string; label: string; icon?: ReactNode }[];
  };
  /** Groups of options of which any number is checked; the menu stays open. */
  checks?: readonly Checked[];
  actions?: readonly { label: string; icon: ReactNode; onClick: () => void }[];
};

type Checked = {
  label: string;
  options: readonly { value: string; label: string; checked: boolean }[];
  onChange: (value: string, checked: boolean) => void;
};

type Props = MenuContent & { anchor: RefObject<HTMLElement | null>; onClose: () => void };

const itemClass =
  'flex h-8 w-full cursor-pointer items-center gap-2 rounded-md px-2 text-left outline-none select-none data-highlighted:bg-fill';

/** The open menu, under its button. */
export default function MenuPopup({ anchor, onClose, note, choice, checks = [], actions = [] }: Props) {
  return (
    <Menu.Root open modal={false} onOpenChange={(open) => open || onClose()}>
      <Menu.Portal container={layer}>
        <Menu.Positioner anchor={anchor} sideOffset={6} align="end" collisionPadding={8} className="z-50">
          <Menu.Popup
            finalFocus={anchor}
            className="popup max-h-(--available-height) min-w-44 overflow-y-auto rounded-lg p-1 text-sm"
          >
            {note && <div className="mb-1 border-b border-line px-2 pt-1 pb-2 text-xs text-dim">{note}</div>}
            {choice && (
              <Menu.RadioGroup value={choice.value} onValueChange={choice.onChange} aria-label={choice.label}>
                {choice.options.map((option) => (
                  <Menu.RadioItem key={option.value} value={option.value} closeOnClick className={itemClass}>
                    <span className="text-dim">{option.icon}</span>
                    <span className="flex-1">{option.label}</span>
                    <Menu.RadioItemIndicator>
                      <Check aria-hidden className="size-3.5 text-accent" />
                    </Menu.RadioItemIndicator>
                  </Menu.RadioItem>
                ))}
              </Menu.RadioGroup>
            )}
            {checks.map((group) => (
              <Checks key={group.label} {...group} />
            ))}
            {actions.map(({ label, icon, onClick }) => (
              <Menu.Item key={label} onClick={onClick} className={itemClass}>
                {icon}
                {label}
              </Menu.Item>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

function Checks({ label, options, onChange }: Checked) {
  return (
    <Menu.Group aria-label={label} className="not-first:mt-1 not-first:border-t not-first:border-line not-first:pt-1">
      <span aria-hidden className="block px-2 py-1 text-xs text-faint">
        {label}
      </span>
      {options.map(({ value, label: text, checked }) => (
        <Menu.CheckboxItem
          key={value}
          checked={checked}
          onCheckedChange={(next) => onChange(value, next)}
          className={itemClass}
        >
          <span className="flex-1">{text}</span>
          <Menu.CheckboxItemIndicator>
            <Check aria-hidden className="size-3.5 text-accent" />
          </Menu.CheckboxItemIndicator>
        </Menu.CheckboxItem>
      ))}
    </Menu.Group>
  );
}
