/** A person who can be mentioned or own exceptions. */
export type Person = { email: string; name: string | null };

/** The mention that is being typed before the caret: where it begins and its letters after `@`; null for none. */
export function mentionAt(text: string, caret: number): { from: number; typed: string } | null {
  const match = /(?:^|[\s(,;])@([\w.+-]*(?:@[\w.-]*)?)$/.exec(text.slice(0, caret));
  if (!match) return null;
  const typed = match[1] ?? '';
  return { from: caret - typed.length - 1, typed };
}

/** The people whose name or address begins so, at most five. */
export function matchingPeople(people: readonly Person[], typed: string): Person[] {
  const wanted = typed.toLowerCase();
  const begins = (text: string | null) =>
    text
      ?.toLowerCase()
      .split(/\s+/)
      .some((word) => word.startsWith(wanted)) ?? false;
  return people.filter(({ name, email }) => begins(name) || begins(email)).slice(0, 5);
}

/** The text with a person's address instead of what was typed, and the caret behind it. */
export function insertMention(text: string, caret: number, person: Person): { text: string; caret: number } {
  const mention = mentionAt(text, caret);
  if (!mention) return { text, caret };
  const before = `${text.slice(0, mention.from)}@${person.email} `;
  return { text: before + text.slice(caret).trimStart(), caret: before.length };
}
