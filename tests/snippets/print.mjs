// Prints as JSON what the dashboard offers to copy, for a host: node print.mjs http://localhost:8787 true
// The sources import without endings, as bundlers resolve them.
import { registerHooks } from 'node:module';

registerHooks({
  resolve: (specifier, context, next) =>
    next(/^\..*\/\w+$/.test(specifier) ? `${specifier}.ts` : specifier, context),
});
const web = new URL('../../web/src/', import.meta.url);
const { CLIENTS, SENT } = await import(new URL('pages/connect/snippets/all.ts', web).href);
const { FIRST_STEPS } = await import(new URL('lib/snippets.ts', web).href);

const [origin, needsKey] = process.argv.slice(2);
const host = { origin, needsKey: needsKey === 'true' };
const steps = Object.entries(FIRST_STEPS).map(([name, code]) => ({
  id: `empty-${name}`,
  place: 'Shell',
  code,
}));
const all = [...CLIENTS, ...SENT].flatMap(({ snippets }) => snippets);
console.log(
  JSON.stringify(
    [...all, ...steps].map(({ id, place, code, also }) => ({
      id,
      place,
      code: code(host),
      also: also?.(host)?.code ?? null,
    })),
  ),
);
