import { z } from 'zod';
import { EXCEPTION_OWNERS, type OwnerRule } from '#db/queries/exception-owners.ts';
import { exceptionOwners } from '#db/schema/index.ts';
import { listOperation, oneOperation } from '#lib/api/operation.ts';
import { rowOf } from '#lib/api/rows.ts';
import { EXCEPTION_TYPES } from '#lib/model/exception.ts';
import { ownerRuleBody } from '#lib/model/owner-rule-schema.ts';

const row = rowOf(exceptionOwners, {
  type: z.enum(EXCEPTION_TYPES).nullable().describe('Null for every type.'),
  customer: z.string().nullable().describe('In lower case; null for every customer.'),
  owner: z.string().describe('An e-mail address.'),
});

const common = { tag: 'Settings', name: 'ExceptionOwner', row };
const none = z.strictObject({});
const show = (rule: OwnerRule) => rule;

export const ownerList = listOperation({
  ...common,
  list: EXCEPTION_OWNERS,
  id: 'listExceptionOwners',
  summary:
    'Who gets exceptions when they open: the rule of their type and customer, else of the customer, else of the type',
  show,
});

export const ownerOne = oneOperation({
  ...common,
  id: 'getExceptionOwner',
  path: '/exception-owners/{id}',
  summary: 'One rule of who gets exceptions',
  show,
});

export const ownerSet = {
  ...common,
  kind: 'creation',
  id: 'setExceptionOwner',
  path: '/exception-owners',
  summary: 'Sets who gets exceptions that open, in place of who got them. For admins',
  created: 'Set. Exceptions that are open keep their owners.',
  query: none,
  body: ownerRuleBody,
  show,
} as const;

export const ownerRemove = {
  kind: 'action',
  method: 'delete',
  id: 'removeExceptionOwner',
  path: '/exception-owners/{id}',
  tag: common.tag,
  summary: 'Removes such a rule; exceptions that are open keep their owners. For admins',
  name: 'RemovedExceptionOwner',
  row: z.strictObject({ id: z.uuid().describe('The id of the rule.') }),
  query: none,
} as const;
