import { createContext, useContext } from 'react';
import type { ExceptionCommand } from '#lib/model/exception-command.ts';
import type { People } from './act-words.ts';
import type { Person } from './mention.ts';
import type { Tally } from './tallies.ts';

/** What is asked before a command is complete; `take` asks only for several at once. */
export type AskKind = 'take' | 'assign' | 'snooze' | 'resolve';

/** What a command did, or would do, by outcome and reason; `problem` says why it was not done, or not to all. */
export type Commanded = { tallies: readonly Tally[]; problem?: string };

/** What a person can do in the inbox. */
export type InboxActions = {
  /** The e-mail address of the signed-in person. */
  me: string;
  /** Viewers see everything and change nothing. */
  canAct: boolean;
  /** Those who may own exceptions. */
  people: readonly Person[];
  names: People;
  /** Whether it was done: for a single one that is refused it was not. */
  act(command: ExceptionCommand, ids: readonly string[]): Promise<boolean>;
  /** What a command would do. */
  preview(command: ExceptionCommand, ids: readonly string[]): Promise<Commanded>;
  /** `draft`: what was chosen before and could not be done. */
  ask(kind: AskKind, ids: readonly string[], draft?: ExceptionCommand): void;
};

export const Actions = createContext<InboxActions | null>(null);

/** The actions of the inbox around a component. */
export function useActions(): InboxActions {
  const actions = useContext(Actions);
  if (!actions) throw new Error('There is no inbox around this');
  return actions;
}
