/**
 * The key of a shortcut: what was typed, or on a layout without Latin letters (Cyrillic, Greek, Hebrew) the letter at that place of the
 * keyboard. Letters with marks and other Latin ones stay as they are.
 */
export function latinKey({ key, code, shiftKey }: Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey'>): string {
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter === undefined || key.length !== 1 || /\p{Script=Latin}/u.test(key) || !/\p{L}/u.test(key)) return key;
  return shiftKey ? letter : letter.toLowerCase();
}
