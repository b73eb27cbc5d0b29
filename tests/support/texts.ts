import { parseAst } from 'vitest/node';

/** A text of a source file and its line. */
export type Found = { line: number; text: string };
type Node = { type: string; start: number } & Record<string, unknown>;

/**
 * What a source file shows: texts that no translation can reach, literals that look like texts, literals that are given to a translation, and
 * those of them that are given without one of their values.
 */
export type Texts = { fixed: Found[]; literals: Found[]; messages: Found[]; unfilled: Found[] };

/** Attributes of markup that hold no text, or, as `prefix` and `suffix`, name parts of a message. */
const MARKS =
  /^(prefix|suffix|className|class|id|href|src|type|name|role|rel|method|d|viewBox|key|lang|as|tone|variant|side|align|style|list|form|target)$/;
/** Attributes and properties that hold a text, be it a single word in small letters. */
const TEXTS = /^(aria-label|aria-description|label|title|placeholder|alt)$/;
/** Calls whose arguments are class names, keys, values of no language, or texts for programs and logs. */
const CODES =
  /^(cx|buttonClass|require|querySelector|querySelectorAll|matchMedia|closest|addEventListener|DateTimeFormat|NumberFormat|describe|debug|info|warn|error)$/;
const TRANSLATES = /^(t|counted|rich)$/;
/** Properties that hold a key, or the header of an answer. */
const NAMES = /^(id|key|type|href|className|content-.*)$/;
/** What a label is written in small letters of: no other language than English does that. */
const LABELS = /label|title|inWords|_NAMES|_TEXTS|_WORDS/i;
/** Words of Tailwind without a hyphen: a text that has one of them is a list of classes. */
const CLASSES =
  /(^|\s)(flex|grid|block|hidden|inline|truncate|mono|absolute|relative|sticky|fixed|contents|uppercase|underline|rounded|border|italic|group|peer|shrink|grow|outline|tabular|container|static|visible|invisible|table|resize|transition)(\s|$)|[a-z]-[a-z0-9[]|:[a-z]|\[|var\(/;

/**
 * Whether a literal reads like text for people: begins with a capital and a small letter, or has words with spaces between them. What
 * follows a `¦` is not shown.
 */
function isText(value: string): boolean {
  const text = value.replace(/¦[a-z]+$/, '').trim();
  if (/^[A-Z][a-z]+$/.test(text)) return true;
  if (!/[a-z]{2}/.test(text) || !/\s/.test(text) || CLASSES.test(text)) return false;
  return /(^|\s)[A-Za-z][a-z]+[,.;:!?)]?(\s|$)/.test(text);
}

/** Whether the fixed parts of a template, `{}` between them, are text and no address or list of classes. */
function isTemplate(quasis: string): boolean {
  const text = quasis.trim();
  return /\s|^[A-Z][a-z]/.test(text) && !CLASSES.test(text) && /(^|[\s(“])[A-Za-z][a-z]+([\s,.;:!?)”]|$)/.test(text);
}

/** Whether a text that is shown has a word of a language: no code in capitals, address or example of one. */
const hasWord = (text: string) => /[a-z]{2}/.test(text) && !/^\S*[@/]\S*$/.test(text.trim());

/** Reads the texts of a TypeScript file with markup. */
export function textsIn(source: string, lang: 'ts' | 'tsx'): Texts {
  const texts: Texts = { fixed: [], literals: [], messages: [], unfilled: [] };
  const add = (to: keyof Texts, { start }: Node, stated: string) => {
    const [line, text] = [source.slice(0, start).split('\n').length, stated.replace(/\s+/g, ' ').trim()];
    if (!texts[to].some((known) => known.line === line && known.text === text)) texts[to].push({ line, text });
  };
  const walk = (node: Node): void => {
    if (isSkipped(node)) return;
    const found = ownText(node);
    if (found) add(found.is, node, found.text);
    if (found?.isWhole) return;
    for (const child of shownIn(node).filter((one) => hasWord(fixedPart(one) ?? '')))
      add('fixed', child, fixedPart(child) ?? '');
    const given = node.type === 'CallExpression' && TRANSLATES.test(nameOf(node.callee)) ? argumentsOf(node) : [];
    for (const one of given.flatMap(choices)) {
      const message = literal(one);
      if (message === null) for (const child of isLowered(one) ? [one.callee as Node] : [one]) walk(child);
      else if (message !== '') add('messages', one, message);
      if (message && !isFilled(message, valuesOf(node))) add('unfilled', one, message);
    }
    if (given.length === 0) for (const child of childrenOf(node)) walk(child);
  };
  walk(parseAst(source, { lang }) as unknown as Node);
  return texts;
}

/** Every text that a source file states, whatever it is for: literals, the fixed parts of templates, and names of properties. */
export function statedIn(source: string, lang: 'ts' | 'tsx'): { literals: Set<string>; templates: Set<string> } {
  const stated = { literals: new Set<string>(), templates: new Set<string>() };
  const walk = (node: Node): void => {
    const text = fixedPart(node) ?? (node.type === 'JSXText' ? String(node.value).trim() : null);
    if (text !== null) (text.includes('{}') ? stated.templates : stated.literals).add(text);
    if (node.type === 'Identifier') stated.literals.add(String(node.name));
    for (const child of allChildrenOf(node)) walk(child);
  };
  walk(parseAst(source, { lang }) as unknown as Node);
  return stated;
}

type OwnText = { is: 'fixed' | 'literals'; text: string; isWhole?: true };

/** The text that a node is. `isWhole`: nothing within it is another one. */
function ownText(node: Node): OwnText | null {
  const text = fixedPart(node);
  if (node.type === 'JSXText') return hasWord(String(node.value)) ? { is: 'fixed', text: String(node.value) } : null;
  if (node.type === 'Literal') return text !== null && isText(text) ? { is: 'literals', text } : null;
  if (node.type === 'TemplateLiteral') return text !== null && isTemplate(text) ? { is: 'fixed', text } : null;
  if (node.type === 'JSXAttribute') {
    const value = literal(node.value);
    const isShown = value !== null && (TEXTS.test(nameOf(node.name)) ? hasWord(value) : isText(value));
    return isShown ? { is: 'fixed', text: value, isWhole: true } : null;
  }
  if (node.type === 'Property' && TEXTS.test(keyOf(node))) {
    const value = literal(node.value);
    return value !== null && hasWord(value) && !isText(value) ? { is: 'literals', text: value } : null;
  }
  if (isLowered(node)) return { is: 'fixed', text: `small letters of ${loweredOf(node)}` };
  return null;
}

/** What a node shows as it stands, of which a single small word is a text too: `{isLate ? 'late' : 'in time'}`. */
function shownIn(node: Node): Node[] {
  const isElement = node.type === 'JSXElement' || node.type === 'JSXFragment';
  const children = isElement ? (node.children as Node[]) : [];
  return children
    .filter(({ type }) => type === 'JSXExpressionContainer')
    .flatMap(({ expression }) => choices(expression as Node));
}

/** Whether a node writes a label in small letters. */
function isLowered(node: Node): boolean {
  return node.type === 'CallExpression' && nameOf(node.callee) === 'toLowerCase' && LABELS.test(loweredOf(node));
}

const loweredOf = ({ callee }: Node) => rootOf((callee as Node).object as Node);

/** `SEVERITY_LABELS` of `SEVERITY_LABELS[one]`, `inWords` of `inWords(code)`, `label` of `row.label`. */
function rootOf(node: Node): string {
  if (node.type === 'CallExpression') return nameOf(node.callee);
  if (node.type === 'MemberExpression' && node.computed === true) return rootOf(node.object as Node);
  return nameOf(node);
}

/** The argument of a translation that has the values. */
const VALUES: Readonly<Record<string, number>> = { t: 1, rich: 2, counted: 3 };

/** The names of the values that a call of a translation gives; null where they are not written in the call. */
function valuesOf(call: Node): string[] | null {
  const name = nameOf(call.callee);
  const given = argumentsOf(call)[VALUES[name] ?? 0];
  const names = given ? namesIn(given) : [];
  return names && name === 'counted' ? [...names, 'n'] : names;
}

function namesIn(node: Node): string[] | null {
  if (node.type !== 'ObjectExpression') return null;
  const names = (node.properties as Node[]).map((one) =>
    one.type === 'SpreadElement' ? namesIn(one.argument as Node) : [keyOf(one)],
  );
  return names.includes(null) ? null : names.flatMap((some) => some ?? []);
}

function isFilled(message: string, values: readonly string[] | null): boolean {
  return values === null || [...message.matchAll(/\{(\w+)\}/g)].every(([, name = '']) => values.includes(name));
}

const argumentsOf = (node: Node) => node.arguments as Node[];

/** The values that an expression can have: both of `many ? 'a' : 'b'`, and of `name ?? 'a'`. */
function choices(node: Node): Node[] {
  if (node.type === 'ConditionalExpression')
    return [node.test as Node, ...choices(node.consequent as Node), ...choices(node.alternate as Node)];
  return node.type === 'LogicalExpression' ? [...choices(node.left as Node), ...choices(node.right as Node)] : [node];
}

function isSkipped(node: Node): boolean {
  if (/^(Import|ExportAll|TS(Literal|TypeAlias|Interface))/.test(node.type)) return node.type !== 'ImportExpression';
  if (node.type === 'JSXAttribute') return MARKS.test(nameOf(node.name));
  if (node.type === 'JSXElement') return /^(code|kbd|Kbd|pre|style|script)$/.test(elementOf(node));
  if (node.type === 'BinaryExpression') return /^[!=]==?$/.test(String(node.operator));
  if (node.type === 'ThrowStatement') return true;
  // A label is compared in small letters, not shown.
  if (node.type === 'MemberExpression' && isLowered(node.object as Node)) return true;
  if (node.type === 'TaggedTemplateExpression') return true;
  if (node.type === 'Property') return NAMES.test(keyOf(node));
  if (/^(Call|New)Expression$/.test(node.type)) {
    const name = nameOf(node.callee);
    return CODES.test(name) ? name !== 'describe' || isMember(node.callee) : /Error$/.test(name);
  }
  return node.type === 'ExpressionStatement' && typeof node.directive === 'string';
}

const isMember = (node: unknown) => (node as Node).type === 'MemberExpression';

function childrenOf(node: Node): Node[] {
  const skipped = new Set([
    'typeAnnotation',
    'typeArguments',
    'typeParameters',
    ...(node.type === 'Property' && node.computed !== true ? ['key'] : []),
    ...(node.type === 'SwitchCase' ? ['test'] : []),
    ...(node.type === 'MemberExpression' ? ['property'] : []),
  ]);
  return allChildrenOf(node, skipped);
}

function allChildrenOf(node: Node, skipped: ReadonlySet<string> = new Set()): Node[] {
  return Object.entries(node)
    .filter(([name]) => !skipped.has(name))
    .flatMap(([, value]) => value)
    .filter(
      (value): value is Node => typeof value === 'object' && value !== null && typeof (value as Node).type === 'string',
    );
}

/** The text of a literal, or of a template with `{}` in place of its values; null of anything else. */
function fixedPart(node: Node): string | null {
  if (node.type !== 'TemplateLiteral') return literal(node);
  return (node.quasis as { value: { cooked: string } }[]).map(({ value }) => value.cooked).join('{}');
}

const literal = (node: unknown): string | null => {
  const { type, value } = (node ?? {}) as Partial<Node>;
  return type === 'Literal' && typeof value === 'string' ? value : null;
};

function nameOf(node: unknown): string {
  const { type, name, property } = (node ?? {}) as Partial<Node>;
  return type === 'MemberExpression' ? nameOf(property) : String(name ?? '');
}

const keyOf = ({ key }: Node) => literal(key) ?? nameOf(key);

const elementOf = (node: Node) => nameOf((node.openingElement as Node).name);
