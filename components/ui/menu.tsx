'use client';
import { Menu as Base } from '@base-ui/react/menu';
import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { layer } from './layer.tsx';

type Props = { label: string; trigger: ReactNode; triggerClass: string; children: ReactNode };

/** A menu under a button. `label` names the button where its content is only a picture. */
export function Menu({ label, trigger, triggerClass, children }: Props) {
  return (
    <Base.Root>
      <Base.Trigger aria-label={label} className={triggerClass}>
        {trigger}
      </Base.Trigger>
      <Base.Portal container={layer}>
        <Base.Positioner sideOffset={6} align="end" collisionPadding={8} className="z-50">
          <Base.Popup className="min-w-44 rounded-lg border border-line-strong bg-raised p-1 text-sm shadow-pop outline-none transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0">
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

const itemClass =
  'flex h-8 w-full cursor-pointer items-center gap-2 rounded-md px-2 text-left outline-none select-none data-highlighted:bg-fill';

export function MenuItem({ onClick, children }: { onClick: () => void; children: ReactNode }) {
  return (
    <Base.Item onClick={onClick} className={itemClass}>
      {children}
    </Base.Item>
  );
}

export function MenuNote({ children }: { children: ReactNode }) {
  return <div className="mb-1 border-b border-line px-2 pt-1 pb-2 text-xs text-dim">{children}</div>;
}

type ChoiceProps = {
  label: string;
  value: string;
  onChange: (value: string) => void;
  options: readonly { value: string; label: string; icon?: ReactNode }[];
};

/** One of several, with a tick beside the present one. */
export function MenuChoice({ label, value, onChange, options }: ChoiceProps) {
  return (
    <Base.RadioGroup value={value} onValueChange={onChange} aria-label={label}>
      {options.map((option) => (
        <Base.RadioItem key={option.value} value={option.value} closeOnClick className={itemClass}>
          <span className="text-dim">{option.icon}</span>
          <span className="flex-1">{option.label}</span>
          <Base.RadioItemIndicator>
            <Check aria-hidden className="size-3.5 text-accent" />
          </Base.RadioItemIndicator>
        </Base.RadioItem>
      ))}
    </Base.RadioGroup>
  );
}
