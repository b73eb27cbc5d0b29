import type { Language } from './language.ts';
import type { TitleType } from './shipment-title.ts';

/** The units in which weights and volumes may be shown: kg and m³, or lb and ft³. */
export const UNIT_SYSTEMS = ['metric', 'us'] as const;
export type UnitSystem = (typeof UNIT_SYSTEMS)[number];

/** How a user sees the pages. */
export type PersonalSettings = {
  /** Null: the best for what the browser asks for. */
  language: Language | null;
  /** The time zone in which times are shown: `UTC` or another IANA name. Null: that of each place. */
  timeZone: string | null;
  /** Null: as they were reported. */
  units: UnitSystem | null;
  /** The type of reference that is the title of a shipment. Null: as an admin chose for all users. */
  titleType: TitleType | null;
  /** The page after sign-in: the path of a page, or `view:` and the id of a saved view. Null: the overview. */
  startPage: string | null;
};

/** How the pages are shown to whoever chose nothing, and to whoever is not signed in. */
export const NOTHING_PERSONAL: PersonalSettings = {
  language: null,
  timeZone: null,
  units: null,
  titleType: null,
  startPage: null,
};

/** What a start page begins with that is a saved view; its id follows. */
export const START_VIEW = 'view:';
