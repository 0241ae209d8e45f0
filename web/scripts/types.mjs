// Writes src/api/schema.ts, the types of the API, from the OpenAPI document. Needs Gnomon's Python but no running server;
// the variable PYTHON names the interpreter if it is not ../.venv/bin/python.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import openapiTS, { astToString } from 'openapi-typescript';

const python = process.env.PYTHON ?? '.venv/bin/python';
const program = 'import json; from api.http.openapi import document; print(json.dumps(document()))';
const root = new URL('../..', import.meta.url);
const document = JSON.parse(
  execFileSync(python, ['-c', program], { cwd: root, maxBuffer: 1 << 28 }),
);
const types = astToString(
  await openapiTS(document, { alphabetize: true, defaultNonNullable: false }),
);
const target = process.argv[2] ?? new URL('../src/api/schema.ts', import.meta.url);
writeFileSync(target, `// Made by \`npm run types\`; not edited by hand.\n${types}`);
