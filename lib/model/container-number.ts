/**
 * Whether a container number satisfies ISO 6346: three letters of the owner, category U, J or Z, six digits and the check
 * digit. A remainder of 10 counts as 0. Spaces and hyphens are allowed.
 */
export function isContainerNumber(text: string): boolean {
  const number = text.replace(/[\s-]/g, '').toUpperCase();
  return /^[A-Z]{3}[UJZ]\d{7}$/.test(number) && checkDigit(number.slice(0, 10)) === Number(number.charAt(10));
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
