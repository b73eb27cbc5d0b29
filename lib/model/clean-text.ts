/** Characters that are written full width or half as a picture of another: `Ａ`, `１`, `￥`. */
const FULL_WIDTH = /[\uff01-\uff5e\uffe0-\uffe6]/g;
/** Blanks of any width; U+2007 and U+202F stand between digits. */
const BLANKS = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g;
const LINE_ENDS = /\u0085|\u2028|\u2029/g;
/** Controls but for tab and line ends. */
const CONTROLS = /[^\P{Cc}\t\n\r]/gu;
/**
 * What Unicode says to ignore where it is not shown: soft hyphens, zero width, marks of direction, fillers, byte order marks. But
 * for joiners, and for what chooses between forms of a letter or emoji.
 */
const INVISIBLE = /(?!\u200c|\u200d|\p{Variation_Selector}|[\u{e0020}-\u{e007f}])\p{Default_Ignorable_Code_Point}/gu;
/** Joiners bind letters of some scripts, and emoji; beside what ASCII has they are noise. */
const LOOSE_JOINERS = /(?<=^|[ -~])(?:\u200c|\u200d)+|(?:\u200c|\u200d)+(?=[ -~]|$)/g;

/** Whether a text, or what a JSON text escapes, may be other than `cleanText` has it. All that is plain ASCII is clean. */
const SUSPECT = /[^\t\n\r -~]/;

/**
 * Text as it is kept, compared and shown: what nobody sees is dropped, blanks are blanks, full-width letters and digits are letters
 * and digits, half of a surrogate pair is U+FFFD. Everything else stays as it was written. Idempotent.
 */
export function cleanText(text: string): string {
  if (!SUSPECT.test(text)) return text;
  const narrow = text.toWellFormed().replace(FULL_WIDTH, (character) => character.normalize('NFKC'));
  const even = narrow.replace(LINE_ENDS, '\n').replace(BLANKS, ' ').replace(CONTROLS, '').replace(INVISIBLE, '');
  return even.replace(LOOSE_JOINERS, '');
}
