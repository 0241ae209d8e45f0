import { expect, test } from 'vitest';

/** Each folder may import from itself and from those to its left. */
const LAYERS = ['lib', 'api', 'hooks', 'design', 'components', 'pages', 'app', 'main.tsx'];

const sources = import.meta.glob<string>('./**/*.{ts,tsx}', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const files = Object.keys(sources).filter(file => file !== './api/schema.ts');
const SPECIFIER = /(?:from|import|import\()\s*'(\.[^']*)'/g;

/** The files that a file imports, types and lazily loaded ones included. */
const importsOf = (file: string): string[] =>
  [...sources[file]!.matchAll(SPECIFIER)].flatMap(([, specifier]) => {
    const { pathname } = new URL(specifier!, new URL(file, 'file:///'));
    return files.filter(each => each.replace(/\.tsx?$/, '') === `.${pathname}`);
  });

const imports = new Map(files.map(file => [file, importsOf(file)]));
const folder = (file: string) => file.split('/')[1]!;
const page = (file: string) => file.split('/')[2]!;

function findCircle(): string[] | null {
  const done = new Set<string>();
  function visit(file: string, path: string[]): string[] | null {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return null;
    for (const next of imports.get(file)!) {
      const circle = visit(next, [...path, file]);
      if (circle) return circle;
    }
    done.add(file);
    return null;
  }
  for (const file of files) {
    const circle = visit(file, []);
    if (circle) return circle;
  }
  return null;
}

const edges = files.flatMap(file => imports.get(file)!.map(target => [file, target] as const));

test('the imports are found', () => {
  expect(edges).toContainEqual(['./app/Header.tsx', './app/RangePicker.tsx']);
  expect(edges).toContainEqual([
    './components/charts/Chart.tsx',
    './components/charts/ChartCanvas.tsx',
  ]);
});

test('no import circles, type imports included', () => {
  expect(findCircle()).toBeNull();
});

test('imports point down the layers', () => {
  const layered = edges.filter(([file]) => !file.startsWith('./architecture'));
  const rank = (file: string) => LAYERS.indexOf(folder(file));
  expect(layered.filter(([file]) => rank(file) < 0)).toEqual([]);
  expect(layered.filter(([file, target]) => rank(target) > rank(file))).toEqual([]);
});

test('pages never import other pages', () => {
  const across = edges.filter(
    ([file, target]) =>
      folder(file) === 'pages' && folder(target) === 'pages' && page(file) !== page(target),
  );
  expect(across).toEqual([]);
});

test('no two files have names that differ only in case, which some file systems ignore', () => {
  const names = files.map(file => file.toLowerCase().replace(/(\.test)?\.tsx?$/, '$1'));
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});
