import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import de from '#lib/words/messages/de.json' with { type: 'json' };
import { textsIn } from '#tests/support/texts.ts';

const ROOT = join(import.meta.dirname, '..');

/** Files without texts of screens, by their begin, and what their texts are for. */
const OTHER_TEXTS: Readonly<Record<string, string>> = {
  'app/api/': 'programs',
  'app/docs/': 'the pages of the API, which are in English',
};

/** Texts that every language writes alike, and what they are. */
const ALIKE: Readonly<Record<string, string>> = {
  Fairlead: 'the name of the product',
};

const isMessage = (text: string) => Object.hasOwn(de, text) || Object.hasOwn(ALIKE, text);

/** The texts of all screens that are not right, with their places. */
const found = globSync(['app/**/*.{ts,tsx}', 'components/**/*.{ts,tsx}'], { cwd: ROOT })
  .filter((file) => !file.includes('.test.') && !Object.keys(OTHER_TEXTS).some((begin) => file.startsWith(begin)))
  .sort()
  .map((file) => {
    const texts = textsIn(readFileSync(join(ROOT, file), 'utf8'), file.endsWith('x') ? 'tsx' : 'ts');
    const placed = (of: typeof texts.fixed) => of.map(({ line, text }) => ({ text, at: `${file}:${line} ${text}` }));
    return { fixed: placed(texts.fixed), stated: placed([...texts.literals, ...texts.messages]) };
  });

describe('the texts of screens', () => {
  it('can all be translated', () => {
    const fixed = found.flatMap((file) => file.fixed);
    expect(fixed.filter(({ text }) => !Object.hasOwn(ALIKE, text)).map(({ at }) => at)).toEqual([]);
  });

  it('are messages', () => {
    const stated = found.flatMap((file) => file.stated);
    expect(stated.length).toBeGreaterThan(1_000);
    expect(stated.filter(({ text }) => !isMessage(text)).map(({ at }) => at)).toEqual([]);
  });

  it('that every language writes alike exist', () => {
    const texts = new Set(found.flatMap((file) => [...file.fixed, ...file.stated]).map(({ text }) => text));
    expect(Object.keys(ALIKE).filter((text) => !texts.has(text) || Object.hasOwn(de, text))).toEqual([]);
  });
});

describe('the texts of a source file', () => {
  const texts = (source: string) => {
    const { fixed, literals, messages } = textsIn(source, 'tsx');
    return [fixed, literals, messages].map((all) => all.map(({ text }) => text));
  };

  it('in markup are fixed, even small words and parts of templates', () => {
    expect(texts(`<p title="late">Arrived {isLate ? "late" : ""} {\`\${n} sent\`} <b>ETA</b></p>`)[0]).toEqual([
      'late',
      '{} sent',
      'Arrived',
    ]);
  });

  it('in declarations are literals, and those given to a translation messages', () => {
    const source = 'const COLUMNS = [{ label: "seal", key: "seal" }]; const x = t(many ? "Seals" : (name ?? "Seal"));';
    expect(texts(source)).toEqual([[], ['seal'], ['Seals', 'Seal']]);
  });

  it('are no class names, codes, types, logged texts and errors', () => {
    const source =
      'type Side = "Left side"; log.warn({}, "not sent at all"); if (kind === "Left side") throw new Error("This is wrong"); const x = <i className="flex gap-1" /> ;';
    expect(texts(source)).toEqual([[], [], []]);
  });

  it('are not made of labels in small letters, unless a translation has those', () => {
    const source = `const a = \`\${x}: \${LABELS[x].toLowerCase()}\`; const b = t(label.toLowerCase()); label.toLowerCase().includes(x);`;
    expect(texts(source)).toEqual([['small letters of LABELS'], [], []]);
  });
});
