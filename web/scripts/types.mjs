// Writes src/api/schema.ts: the API's types, of the document that /openapi.json answers with. No server is needed, but the
// program's own Python; PYTHON names it where it is not ../.venv/bin/python.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import openapiTS, { astToString } from 'openapi-typescript';

const python = process.env.PYTHON ?? '.venv/bin/python';
const ask = 'import json; from api.http.openapi import document; print(json.dumps(document()))';
const root = new URL('../..', import.meta.url);
const told = JSON.parse(execFileSync(python, ['-c', ask], { cwd: root, maxBuffer: 1 << 28 }));
const types = astToString(await openapiTS(told, { alphabetize: true, defaultNonNullable: false }));
const target = process.argv[2] ?? new URL('../src/api/schema.ts', import.meta.url);
writeFileSync(target, `// Made by \`npm run types\`; not edited by hand.\n${types}`);
