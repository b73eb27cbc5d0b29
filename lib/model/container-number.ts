/** A container number in the form in which it is compared: upper case, without spaces and hyphens. */
const plain = (text: string) => text.replace(/[\s-]/g, '').toUpperCase();

/**
 * Whether a container number satisfies ISO 6346: three letters of the owner, category U, J or Z, six digits and the check
 * digit. A remainder of 10 counts as 0. Spaces and hyphens are allowed.
 */
export function isContainerNumber(text: string): boolean {
  const digits = checkDigits(text);
  return digits !== null && digits.entered === digits.required;
}

/**
 * The check digit that the first ten characters of a container number require by ISO 6346, and the one that is entered, null
 * while it is missing. Null for a text of another form.
 */
export function checkDigits(text: string): { required: number; entered: number | null } | null {
  const [, first, digit] = /^([A-Z]{3}[UJZ]\d{6})(\d?)$/.exec(plain(text)) ?? [];
  if (first === undefined) return null;
  return { required: checkDigit(first), entered: digit ? Number(digit) : null };
}

/** A valid container number as it is painted on the box, `MSCU1234566`; any other text as it is written. */
export function paintedNumber(text: string): string {
  return isContainerNumber(text) ? plain(text) : text;
}

/** Upper case for a text that begins like a container number (owner and category, then digits only); others stay as they are. */
export function upperCaseContainer(text: string): string {
  return /^[A-Z]{3}[UJZ]\d{0,7}$/.test(plain(text)) ? text.toUpperCase() : text;
}

/** Letters count from A = 10 and skip the multiples of 11; each position weighs twice the one before. */
function checkDigit(first: string): number {
  let sum = 0;
  for (let at = 0; at < first.length; at += 1) {
    const char = first.charCodeAt(at);
    const letter = char - 55;
    const value = char < 65 ? char - 48 : letter + Math.floor((letter - 1) / 10);
    sum += value * 2 ** at;
  }
  return (sum % 11) % 10;
}
