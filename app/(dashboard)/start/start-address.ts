import { z } from 'zod';
import { PLACES } from '#components/shell/places.ts';
import type { Database } from '#db/client.ts';
import { readPersonalSettings } from '#db/queries/personal-settings.ts';
import { findView } from '#db/queries/saved-views.ts';
import { HOME } from '#lib/auth/next-path.ts';
import { START_VIEW } from '#lib/model/personal.ts';

/** The overview, saying that the start page of the user does not exist any more. */
export const START_GONE = `${HOME}?start=gone`;

/** The address of the page that a user chose to start with. */
export async function firstPageOf(db: Database, userId: string): Promise<string> {
  const { startPage } = await readPersonalSettings(db, userId);
  return startPage === null ? HOME : ((await startAddress(db, userId, startPage)) ?? START_GONE);
}

/** The address of a start page as `PersonalSettings` has it; null if that page, or that saved view of the user, does not exist. */
export async function startAddress(db: Database, userId: string, startPage: string): Promise<string | null> {
  if (!startPage.startsWith(START_VIEW)) return PLACES.some(({ href }) => href === startPage) ? startPage : null;
  const id = z.uuid().safeParse(startPage.slice(START_VIEW.length));
  const view = id.success ? await findView(db, userId, id.data) : null;
  return view && view.list + view.search;
}
