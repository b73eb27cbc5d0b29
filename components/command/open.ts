/** The event that opens the command menu, from wherever on the page. */
export const OPEN_COMMANDS = 'fairlead:commands';

export function openCommandMenu(): void {
  window.dispatchEvent(new Event(OPEN_COMMANDS));
}
