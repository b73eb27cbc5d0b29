/** Full-width and half-width forms of other characters: `Ａ`, `１`, `￥`. */
const FULL_WIDTH = /[\uff01-\uff5e\uffe0-\uffe6]/g;
/** Spaces of any width; U+2007 and U+202F are used between digits. */
const BLANKS = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g;
const LINE_ENDS = /\u0085|\u2028|\u2029/g;
/** Control characters except tab and line ends. */
const CONTROLS = /[^\P{Cc}\t\n\r]/gu;
/**
 * Default ignorable code points of Unicode: soft hyphens, zero width, direction marks, fillers, byte order marks. Except joiners
 * and variation selectors, which change how letters and emoji look.
 */
const INVISIBLE = /(?!\u200c|\u200d|\p{Variation_Selector}|[\u{e0020}-\u{e007f}])\p{Default_Ignorable_Code_Point}/gu;
/** Joiners are used in some scripts and emoji; beside ASCII they are noise. */
const LOOSE_JOINERS = /(?<=^|[ -~])(?:\u200c|\u200d)+|(?:\u200c|\u200d)+(?=[ -~]|$)/g;

/** Whether a text, or the escapes of a JSON text, may need cleaning. Plain ASCII never does. */
const SUSPECT = /[^\t\n\r -~]/;

/**
 * Text as it is stored, compared and shown: invisible characters are dropped, all spaces become plain ones, full-width letters
 * and digits become normal ones, unpaired surrogates U+FFFD. Everything else is unchanged. Idempotent.
 */
export function cleanText(text: string): string {
  if (!SUSPECT.test(text)) return text;
  const narrow = text.toWellFormed().replace(FULL_WIDTH, (character) => character.normalize('NFKC'));
  const even = narrow.replace(LINE_ENDS, '\n').replace(BLANKS, ' ').replace(CONTROLS, '').replace(INVISIBLE, '');
  return even.replace(LOOSE_JOINERS, '');
}
