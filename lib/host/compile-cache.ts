import { join } from 'node:path';

/**
 * Where Node keeps the compiled code of the child processes, so that each starts with a third less work. Inside the installation, since
 * others could write code to a shared folder; where it cannot be written, Node compiles as usual.
 */
export const COMPILE_CACHE = join(import.meta.dirname, '../../node_modules/.cache/fairlead-compiled');
