import { PLACES } from './places.ts';

/** A key, or keys pressed one after the other or together, and what they do. */
export type Shortcut = { keys: readonly string[]; does: string };

/** The shortcuts by where they work: those of every page, then those of single pages. */
export const SHORTCUTS: readonly { title: string; shortcuts: readonly Shortcut[] }[] = [
  {
    title: 'Every page',
    shortcuts: [
      { keys: ['/'], does: 'Search references' },
      { keys: ['Ctrl', 'K'], does: 'Commands, and any record by name' },
      { keys: ['?'], does: 'This list' },
      { keys: ['Esc'], does: 'Close, or leave the search' },
    ],
  },
  {
    title: 'Lists',
    shortcuts: [
      { keys: ['j'], does: 'Next row' },
      { keys: ['k'], does: 'Previous row' },
      { keys: ['Enter'], does: 'Open the row' },
      { keys: ['x'], does: 'Select the row' },
    ],
  },
  {
    title: 'Board',
    shortcuts: [
      { keys: ['↓'], does: 'First card, then the next of its stage' },
      { keys: ['↑'], does: 'Previous card of its stage' },
      { keys: ['←', '→'], does: 'Card of the stage beside it' },
      { keys: ['Enter'], does: 'Open the card' },
    ],
  },
  {
    title: 'Calendar',
    shortcuts: [
      { keys: ['['], does: 'Previous week' },
      { keys: [']'], does: 'Next week' },
      { keys: ['↓'], does: 'First entry, then the next of its day' },
      { keys: ['↑'], does: 'Previous entry of its day' },
      { keys: ['←', '→'], does: 'Entry of another day at its port, else another week' },
      { keys: ['Enter'], does: 'Open the entry' },
    ],
  },
  {
    title: 'Exceptions: those selected, else the one with the focus, else the open one',
    shortcuts: [
      { keys: ['1'], does: 'Take it: you own it' },
      { keys: ['a'], does: 'Assign' },
      { keys: ['h'], does: 'Snooze' },
      { keys: ['r'], does: 'Resolve' },
      { keys: ['u'], does: 'Undo, for 10 seconds' },
      { keys: ['['], does: 'Previous, while one is open' },
      { keys: [']'], does: 'Next, while one is open' },
    ],
  },
  {
    title: 'Go to',
    shortcuts: PLACES.flatMap(({ key, label }) => (key ? [{ keys: ['g', key], does: label }] : [])),
  },
];
