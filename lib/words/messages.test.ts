import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LISTS } from '#db/queries/lists.ts';
import { statedIn, textsIn } from '#tests/support/texts.ts';
import de from './messages/de.json' with { type: 'json' };
import zh from './messages/zh.json' with { type: 'json' };

const ROOT = join(import.meta.dirname, '../..');
const LANGUAGES: Readonly<Record<string, Readonly<Record<string, string>>>> = { de, zh };
const keys = Object.keys(de);

const sourcesIn = (patterns: readonly string[], without = /\.test\.|\/fixtures\//) =>
  globSync(patterns, { cwd: ROOT })
    .filter((file) => !without.test(file))
    .sort()
    .map((file) => ({ file, source: readFileSync(join(ROOT, file), 'utf8'), lang: langOf(file) }));

const langOf = (file: string): 'ts' | 'tsx' => (file.endsWith('x') ? 'tsx' : 'ts');
const placeholders = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();
const missing = (texts: Iterable<string>) => [...new Set(texts)].filter((text) => !Object.hasOwn(de, text));

describe.each(Object.entries(LANGUAGES))('the messages in %s', (_language, messages) => {
  it('are those of the other languages, in the order of their English texts', () => {
    expect(Object.keys(messages)).toEqual([...keys].sort());
  });

  it('have the values of the English text', () => {
    const wrong = Object.entries(messages).filter(
      ([english, text]) => placeholders(text).join() !== placeholders(english).join(),
    );
    expect(wrong).toEqual([]);
  });

  it('show no context', () => {
    expect(Object.values(messages).filter((text) => text.includes('¦'))).toEqual([]);
  });

  it('have a text, without spaces around it', () => {
    expect(Object.entries(messages).filter(([, text]) => text === '' || text !== text.trim())).toEqual([]);
  });
});

/** What the documentation of providers and ISO 6346 name, and no source of ours lists: forms of containers, reasons of delays, kinds of freight and roles. */
const OF_PROVIDERS = new Set([
  ...['high cube', 'reefer', 'open top', 'flat rack', 'tank', 'dry', 'special', 'fcl', 'lcl'],
  ...['port congestion', 'port strike', 'vessel delay', 'vessel rolled'],
  ...['port to port', 'door to port', 'broker'],
]);

it('no message is left that nothing shows', () => {
  const known = statedBySources();
  const isShown = (english: string) => {
    const text = plain(english);
    return known.literals.has(text) || OF_PROVIDERS.has(text) || known.templates.some((one) => one.test(text));
  };
  expect(keys.filter((english) => !isShown(english))).toEqual([]);
});

/** As the sources write it: `PORT_STRIKE`, `port_strike` and `portStrike` are codes of `Port strike`. */
const plain = (text: string) =>
  text
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[\s_-]+/g, ' ')
    .toLowerCase()
    .trim();

function statedBySources(): { literals: Set<string>; templates: RegExp[] } {
  const [literals, templates] = [new Set<string>(), new Set<string>()];
  for (const { source, lang } of sourcesIn(['{app,components,lib,db}/**/*.{ts,tsx}'])) {
    const stated = statedIn(source, lang);
    for (const text of stated.literals) literals.add(plain(text));
    for (const text of stated.templates) templates.add(plain(text));
  }
  for (const { source } of sourcesIn(['lib/providers/*/fixtures/*.json'], /\.test\./))
    for (const [, text = ''] of source.matchAll(/"([^"\\]+)"/g)) literals.add(plain(text));
  // A template of which only spaces and punctuation are fixed could be any text.
  const named = [...templates].filter((text) => /[a-z]{3}/.test(text));
  return { literals, templates: named.map((text) => new RegExp(`^${text.split('{}').map(escaped).join('.*')}$`)) };
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Files of the model whose texts no screen shows, and what they are for. */
const OTHER_TEXTS: Readonly<Record<string, string>> = {
  'lib/model/filter.ts': 'descriptions in the document of the API',
  'lib/model/identity.ts': 'parts of ids',
  'lib/model/language.ts': 'names of languages, each in its own',
  'lib/model/lateness-schema.ts': 'descriptions in the document of the API',
};

describe('the texts that screens take from elsewhere', () => {
  it('are messages: labels, states and the mistakes of forms in lib/model', () => {
    const files = sourcesIn(['lib/model/*.ts']).filter(({ file }) => !(file in OTHER_TEXTS));
    const texts = files.flatMap(({ source, lang }) => textsIn(source, lang).literals.map(({ text }) => text));
    expect(texts.length).toBeGreaterThan(200);
    expect(missing(texts)).toEqual([]);
  });

  it('are messages: titles and tabs of lists', () => {
    const tabs = LISTS.flatMap((list) => Object.values(list.tabs?.labels ?? {}));
    const special = LISTS.flatMap((list) => (list.tabs?.special ?? []).map(({ label }) => label));
    const titles = LISTS.flatMap(({ title, find = [] }) => [title, find].flat());
    expect(missing([...titles, ...tabs, ...special])).toEqual([]);
  });
});
