import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import de from '#lib/words/messages/de.json' with { type: 'json' };
import { textsIn } from '#tests/support/texts.ts';

const ROOT = join(import.meta.dirname, '..');

/** Files without texts of screens, by their begin, and whom their texts are for. */
const OTHER_TEXTS: Readonly<Record<string, string>> = {
  'app/api/': 'programs',
  'app/docs/': 'readers of the document of the API, which is in English',
  'app/requests/rejection.ts': 'programs',
  'app/set-tariff.ts': 'programs',
  'app/authorise-bounces.ts': 'mail services',
  'app/act-by-slack.ts': 'people in Slack, whose messages are in English',
  'app/list-sheets.ts': 'readers of files, which are in English',
  'app/(dashboard)/export/': 'programs that ask for files',
};

/** Texts that stay as they are in every language, the begin of the file in which they are, and why. */
const KEPT: Readonly<Record<string, readonly [file: string, why: string]>> = {
  Fairlead: ['', 'a name'],
  '%s · Fairlead': ['app/layout.tsx', 'a name beside the title of a page'],
  Edg: ['app/(dashboard)/settings/page.tsx', 'a name in user agents'],
  Edge: ['app/(dashboard)/settings/page.tsx', 'a name'],
  Opera: ['app/(dashboard)/settings/page.tsx', 'a name'],
  Ctrl: ['components/shell/', 'a key'],
  Enter: ['components/shell/', 'a key'],
  Esc: ['components/shell/', 'a key'],
  Escape: ['components/shell/', 'a key'],
  "curl -i -X POST {} -d '{}'": ['components/shipments/first-steps.tsx', 'a command'],
  'npm run send -- {} departed': ['components/shipments/first-steps.tsx', 'a command'],
  'npm run demo': ['components/shipments/first-steps.tsx', 'a command'],
  'timeline {}': ['components/live/live-provider.tsx', 'a key of what changed'],
  'may name only {}': ['app/share-link.ts', 'for programs: the form offers only what may be named'],
  'awaiting confirmation': ['components/bookings/booking-table.tsx', 'the name of a message of `Due`'],
  '{} currency': ['components/table/sheet.ts', 'a column of files, which are in English'],
  '{} zone': ['components/', 'a column of files, which are in English'],
  'small letters of inWords': ['components/shipment/source-value.ts', 'compared, not shown'],
};

type Placed = { text: string; file: string; line: number };

const isKept = ({ text, file }: Placed) => Object.hasOwn(KEPT, text) && file.startsWith(KEPT[text]?.[0] ?? '');
const isMessage = ({ text }: Placed) => Object.hasOwn(de, text);
const placesOf = (all: readonly Placed[]) => all.map(({ text, file, line }) => `${file}:${line} ${text}`);

const files = globSync(['app/**/*.{ts,tsx}', 'components/**/*.{ts,tsx}'], { cwd: ROOT })
  .filter((file) => !file.includes('.test.') && !Object.keys(OTHER_TEXTS).some((begin) => file.startsWith(begin)))
  .sort();
const found = files.map((file) => {
  const texts = textsIn(readFileSync(join(ROOT, file), 'utf8'), file.endsWith('x') ? 'tsx' : 'ts');
  const placed = (all: typeof texts.fixed): Placed[] => all.map((one) => ({ ...one, file }));
  return {
    fixed: placed(texts.fixed),
    stated: placed([...texts.literals, ...texts.messages]),
    unfilled: placed(texts.unfilled),
  };
});
const fixed = found.flatMap((file) => file.fixed);
const stated = found.flatMap((file) => file.stated);

describe('the texts of screens', () => {
  it('can all be translated', () => {
    expect(placesOf(fixed.filter((one) => !isKept(one)))).toEqual([]);
  });

  it('are messages', () => {
    expect(stated.length).toBeGreaterThan(1_000);
    expect(placesOf(stated.filter((one) => !isMessage(one) && !isKept(one)))).toEqual([]);
  });

  it('have all their values', () => {
    expect(placesOf(found.flatMap(({ unfilled }) => unfilled))).toEqual([]);
  });

  it('that stay as they are exist', () => {
    const all = [...fixed, ...stated];
    expect(Object.keys(KEPT).filter((text) => !all.some((one) => one.text === text && isKept(one)))).toEqual([]);
    expect(Object.keys(OTHER_TEXTS).filter((begin) => !existsSync(join(ROOT, begin)))).toEqual([]);
  });
});

describe('the texts of a source file', () => {
  const texts = (source: string) => {
    const { fixed, literals, messages, unfilled } = textsIn(source, 'tsx');
    return [fixed, literals, messages, unfilled].map((all) => all.map(({ text }) => text));
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
    expect(texts(source)).toEqual([[], ['seal'], ['Seals', 'Seal'], []]);
  });

  it('keep the context that tells their translations apart', () => {
    expect(texts("const HEADS = ['To¦mail']; t('Opened¦link')")).toEqual([[], ['To¦mail'], ['Opened¦link'], []]);
  });

  it('are no class names, codes, types, logged texts and errors', () => {
    const source =
      'type Side = "Left side"; log.warn({}, "not sent at all"); if (kind === "Left side") throw new Error("This is wrong"); const x = <i className="flex gap-1" /> ;';
    expect(texts(source)).toEqual([[], [], [], []]);
  });

  it('are not made of labels in small letters, unless a translation has those', () => {
    const source = `const a = \`\${x}: \${LABELS[x].toLowerCase()}\`; const b = t(label.toLowerCase()); label.toLowerCase().includes(x);`;
    expect(texts(source)).toEqual([['small letters of LABELS'], [], [], []]);
  });

  it('lack a value that the call does not give', () => {
    const source =
      "t('{a} of {b}', { a }); counted(n, '{n} day', '{n} days'); rich(words, '{a}', { ...parts }); t('{a}')";
    expect(texts(source)[3]).toEqual(['{a} of {b}', '{a}']);
  });
});
