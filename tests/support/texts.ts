import { parseAst } from 'vitest/node';

/** What a source file shows: texts that no translation can reach, where they are, and literals that look like texts. */
export type Texts = { fixed: Found[]; literals: Found[]; messages: Found[] };
type Found = { line: number; text: string };
type Node = { type: string; start: number } & Record<string, unknown>;

/** Attributes of markup that hold no text. */
const MARKS =
  /^(prefix|suffix|className|class|id|href|src|type|name|role|rel|method|d|viewBox|key|lang|as|tone|variant|side|align|style|list|form|target)$/;
/** Calls whose arguments are class names, or keys and values of no language. */
const CODES =
  /^(cx|buttonClass|require|querySelector|querySelectorAll|matchMedia|closest|addEventListener|DateTimeFormat|NumberFormat)$/;
const TRANSLATES = /^(t|counted|rich)$/;
/** Words of Tailwind without a hyphen: a text that has one of them is a list of classes. */
const CLASSES =
  /(^|\s)(flex|grid|block|hidden|inline|truncate|mono|absolute|relative|sticky|fixed|contents|uppercase|underline|rounded|border|italic|group|peer|shrink|grow|outline|tabular|container|static|visible|invisible|table|resize|transition)(\s|$)|[a-z]-[a-z0-9[]|:[a-z]|\[/;

/** Whether a literal reads like text for people: begins with a capital and a small letter, or has words with spaces between them. */
function isText(value: string): boolean {
  const text = value.trim();
  if (/^[A-Z][a-z]+$/.test(text)) return true;
  if (!/[a-z]{2}/.test(text) || !/\s/.test(text) || CLASSES.test(text)) return false;
  return /(^|\s)[A-Za-z][a-z]+[,.;:!?)]?(\s|$)/.test(text);
}

/** Reads the texts of a TypeScript file with markup. */
export function textsIn(source: string, lang: 'ts' | 'tsx'): Texts {
  const texts: Texts = { fixed: [], literals: [], messages: [] };
  const add = (to: keyof Texts, { start }: Node, text: string) =>
    texts[to].push({ line: source.slice(0, start).split('\n').length, text: text.replace(/\s+/g, ' ').trim() });
  const walk = (node: Node): void => {
    if (isSkipped(node)) return;
    if (node.type === 'JSXText' && /[A-Za-z]{2}/.test(String(node.value))) add('fixed', node, String(node.value));
    if (node.type === 'Literal' && typeof node.value === 'string' && isText(node.value))
      add('literals', node, node.value);
    if (node.type === 'TemplateLiteral') {
      const quasis = (node.quasis as { value: { cooked: string } }[]).map(({ value }) => value.cooked).join('{}');
      if (isTemplate(quasis)) add('fixed', node, quasis);
    }
    if (node.type === 'JSXAttribute' && literal(node.value) !== null && isText(literal(node.value) ?? '')) {
      add('fixed', node, literal(node.value) ?? '');
      return;
    }
    if (node.type === 'CallExpression' && TRANSLATES.test(nameOf(node.callee))) {
      for (const one of (node.arguments as Node[]).flatMap(choices)) {
        if (one.type === 'Literal' && typeof one.value === 'string') add('messages', one, one.value);
        else walk(one);
      }
      return;
    }
    for (const child of childrenOf(node)) walk(child);
  };
  walk(parseAst(source, { lang }) as unknown as Node);
  return texts;
}

/** The texts that an argument can be: both of `many ? 'a' : 'b'`. */
function choices(node: Node): Node[] {
  return node.type === 'ConditionalExpression'
    ? [node.test as Node, ...choices(node.consequent as Node), ...choices(node.alternate as Node)]
    : [node];
}

function isSkipped(node: Node): boolean {
  if (/^(Import|ExportAll|TS(Literal|TypeAlias|Interface))/.test(node.type)) return node.type !== 'ImportExpression';
  if (node.type === 'JSXAttribute') return MARKS.test(nameOf(node.name));
  if (node.type === 'JSXElement') return /^(code|kbd|Kbd|pre|style|script)$/.test(elementOf(node));
  if (node.type === 'BinaryExpression') return /^[!=]==?$/.test(String(node.operator));
  if (node.type === 'ThrowStatement') return true;
  if (/^(Call|New)Expression$/.test(node.type))
    return CODES.test(nameOf(node.callee)) || /Error$/.test(nameOf(node.callee));
  return node.type === 'ExpressionStatement' && typeof node.directive === 'string';
}

function childrenOf(node: Node): Node[] {
  const skipped = new Set([
    'typeAnnotation',
    'typeArguments',
    'typeParameters',
    ...(node.type === 'Property' && node.computed !== true ? ['key'] : []),
    ...(node.type === 'SwitchCase' ? ['test'] : []),
    ...(node.type === 'MemberExpression' ? ['property'] : []),
  ]);
  return Object.entries(node)
    .filter(([name]) => !skipped.has(name))
    .flatMap(([, value]) => value)
    .filter(
      (value): value is Node => typeof value === 'object' && value !== null && typeof (value as Node).type === 'string',
    );
}

/** Whether the fixed parts of a template, `{}` between them, are text and no address or list of classes. */
function isTemplate(quasis: string): boolean {
  const text = quasis.trim();
  return /\s|^[A-Z][a-z]/.test(text) && !CLASSES.test(text) && /(^|[\s(“])[A-Za-z][a-z]+([\s,.;:!?)”]|$)/.test(text);
}

const literal = (node: unknown): string | null => {
  const { type, value } = (node ?? {}) as Partial<Node>;
  return type === 'Literal' && typeof value === 'string' ? value : null;
};

function nameOf(node: unknown): string {
  const { type, name, property } = (node ?? {}) as Partial<Node>;
  return type === 'MemberExpression' ? nameOf(property) : String(name ?? '');
}

const elementOf = (node: Node) => nameOf((node.openingElement as Node).name);
