import { commandFor } from '#app/command-exceptions.ts';
import { serveMany } from '#lib/api/handler.ts';
import { exceptionCommand } from '#lib/api/resources/exceptions.ts';

export const POST = serveMany(exceptionCommand, (body, { name }) => commandFor(name, body));
