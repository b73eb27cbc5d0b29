/** Events of a delivery on one page. */
export const EVENTS_ON_PAGE = 50;
