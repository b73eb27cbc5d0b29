/** The address of the calendar. */
export const CALENDAR_PATH = '/calendar';
