import { print } from './print.ts';

/** Time between two lines of progress. */
const INTERVAL_MS = 2_000;

/** Prints what a command is doing, every two seconds until `end` is called. */
export function reportProgress(): { at: (doing: string) => void; end: () => void } {
  let doing = '';
  const timer = setInterval(() => print(doing), INTERVAL_MS);
  return {
    at(next) {
      doing = next;
    },
    end: () => clearInterval(timer),
  };
}
