'use client';
import { Monitor, Moon, Rows2, Rows4, Sun } from 'lucide-react';
import { useState } from 'react';
import { useWords } from '#words';
import { buttonClass } from '../ui/button.tsx';
import { Hint } from '../ui/hint.tsx';
import { Menu } from '../ui/menu.tsx';

export type Theme = 'system' | 'light' | 'dark';
export type Density = 'comfortable' | 'compact';
/** Stores a choice for the next visit. */
export type SavePreference = (name: 'theme' | 'density' | 'keys', value: string) => Promise<void>;

const THEMES = [
  { value: 'system', label: 'System theme', icon: <Monitor aria-hidden className="size-4" strokeWidth={1.75} /> },
  { value: 'light', label: 'Light', icon: <Sun aria-hidden className="size-4" strokeWidth={1.75} /> },
  { value: 'dark', label: 'Dark', icon: <Moon aria-hidden className="size-4" strokeWidth={1.75} /> },
] as const;

/** Applies the choice by an attribute of the document; the cookie makes the server render it next time. */
export function applyPreference(
  name: 'theme' | 'density',
  value: string,
  fallback: string,
  save: SavePreference,
): Promise<void> {
  if (value === fallback) delete document.documentElement.dataset[name];
  else document.documentElement.dataset[name] = value;
  return save(name, value);
}

export function ThemeMenu({ theme: initial, save }: { theme: Theme; save: SavePreference }) {
  const { t } = useWords();
  const [theme, setTheme] = useState<string>(initial);
  const choose = (value: string) => {
    setTheme(value);
    void applyPreference('theme', value, 'system', save);
  };
  const present = THEMES.find(({ value }) => value === theme) ?? THEMES[0];
  return (
    <Menu
      label={t('Theme: {theme}', { theme: t(present.label) })}
      trigger={present.icon}
      triggerClass={buttonClass('ghost', 'w-8 px-0! max-sm:hidden')}
      choice={{
        label: t('Theme'),
        value: theme,
        onChange: choose,
        options: THEMES.map((one) => ({ ...one, label: t(one.label) })),
      }}
    />
  );
}

export function DensityToggle({ density: initial, save }: { density: Density; save: SavePreference }) {
  const { t } = useWords();
  const [density, setDensity] = useState(initial);
  const other = density === 'compact' ? 'comfortable' : 'compact';
  const Icon = density === 'compact' ? Rows4 : Rows2;
  const toggle = () => {
    setDensity(other);
    void applyPreference('density', other, 'comfortable', save);
  };
  return (
    <Hint
      content={t(
        density === 'compact' ? 'Rows are compact; make them comfortable' : 'Rows are comfortable; make them compact',
      )}
    >
      <button
        type="button"
        aria-pressed={density === 'compact'}
        aria-label={t('Compact rows')}
        onClick={toggle}
        className={buttonClass('ghost', 'w-8 px-0! max-sm:hidden')}
      >
        <Icon aria-hidden className="size-4" strokeWidth={1.75} />
      </button>
    </Hint>
  );
}
