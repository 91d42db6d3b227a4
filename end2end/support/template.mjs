// Makes the database that every story copies, and prints what names it: a file or a database.

import { createDatabase, engine } from './server.mjs';

const started = performance.now();
const database = await createDatabase({ template: undefined });
console.error(`demonstration data on ${engine}: ${Math.round(performance.now() - started)} ms`);
console.log(database.template);
