/** 32-bit FNV-1a with a final mix: the same text gives the same number on every machine. */
export function hash32(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/**
 * A seeded stream of numbers (sfc32). A fork depends on the seed's text and its label only, never on how much was drawn
 * before: a shipment's lifecycle stays the same whatever else the world contains.
 */
export class Random {
  readonly #seed: string;
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  constructor(seed: string) {
    this.#seed = seed;
    this.#a = hash32(`${seed}#a`);
    this.#b = hash32(`${seed}#b`);
    this.#c = hash32(`${seed}#c`);
    for (let i = 0; i < 8; i++) this.next();
  }

  fork(label: string): Random {
    return new Random(`${this.#seed}/${label}`);
  }

  /** From 0 up to, not including, 1. */
  next(): number {
    const sum = (((this.#a + this.#b) | 0) + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 4294967296;
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  between(low: number, high: number): number {
    return low + this.next() * (high - low);
  }

  /** A whole number, both ends included. */
  int(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  pick<T>(list: readonly T[]): T {
    const item = list[Math.floor(this.next() * list.length)];
    if (item === undefined) throw new RangeError('nothing to pick from');
    return item;
  }

  /** A name by its weight; weights need not add up to 1. */
  weighted<K extends string>(weights: Readonly<Record<K, number>>): K {
    const names = Object.keys(weights) as K[];
    let rest = this.next() * names.reduce((sum, name) => sum + weights[name], 0);
    for (const name of names) {
      rest -= weights[name];
      if (rest < 0) return name;
    }
    return this.pick(names);
  }

  digits(count: number): string {
    let text = '';
    for (let i = 0; i < count; i++) text += this.int(i === 0 ? 1 : 0, 9);
    return text;
  }

  letters(alphabet: string, count: number): string {
    let text = '';
    for (let i = 0; i < count; i++) text += alphabet.charAt(this.int(0, alphabet.length - 1));
    return text;
  }

  /** A UUID of version 4 form. */
  uuid(): string {
    const hex = this.letters('0123456789abcdef', 30);
    const variant = this.pick(['8', '9', 'a', 'b']);
    const [first, second, third, fourth] = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 15), hex.slice(15, 18)];
    return `${first}-${second}-4${third}-${variant}${fourth}-${hex.slice(18)}`;
  }
}
