'use client';
import { createContext, type ReactNode, useContext } from 'react';
import { NOTHING_PERSONAL, type PersonalSettings } from '#lib/model/personal.ts';

const Personal = createContext<PersonalSettings>(NOTHING_PERSONAL);

/** Provides how the signed-in user sees the pages. Pages without it, as shared ones, are shown as installed. */
export function PersonalProvider({ settings, children }: { settings: PersonalSettings; children: ReactNode }) {
  return <Personal value={settings}>{children}</Personal>;
}

/** How the user sees the pages. */
export function usePersonal(): PersonalSettings {
  return useContext(Personal);
}

/** The time zone in which the user wants times; null for that of each place. */
export function useShownZone(): string | null {
  return useContext(Personal).timeZone;
}
