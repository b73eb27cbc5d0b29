import { z } from 'zod';
import { oneOperation } from '#lib/api/operation.ts';
import type { PersonalSettings } from '#lib/model/personal.ts';
import { personalBody } from '#lib/model/personal-schema.ts';

const { language, timeZone, units, titleType, startPage } = personalBody.shape;

const personal = {
  path: '/settings/personal',
  tag: 'Settings',
  name: 'PersonalSettings',
  row: z.strictObject({
    language: language.unwrap().describe(language.description ?? ''),
    timeZone: z
      .string()
      .nullable()
      .describe(timeZone.description ?? ''),
    units: units.unwrap().describe(units.description ?? ''),
    titleType: titleType.unwrap().describe(titleType.description ?? ''),
    startPage: startPage.unwrap().describe(startPage.description ?? ''),
  }),
  show: (settings: PersonalSettings) => settings,
};

export const personalOne = oneOperation({
  ...personal,
  id: 'getPersonalSettings',
  summary: 'How the user to whom the token belongs sees the pages; answers of the API do not depend on it',
});

export const personalChange = {
  ...personal,
  kind: 'change',
  id: 'changePersonalSettings',
  summary: 'Changes what is named of how the user to whom the token belongs sees the pages',
  query: z.strictObject({}),
  body: personalBody,
} as const;
