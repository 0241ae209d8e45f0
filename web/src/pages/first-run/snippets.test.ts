import { expect, test } from 'vitest';
import { snippets } from './snippets';

test('each snippet contains the address, and a Gnomon key only if one is needed', () => {
  for (const { code } of snippets('http://host:8787', false)) {
    expect(code).toContain('http://host:8787/v1');
    expect(code).not.toContain('Helicone-Auth');
  }
  for (const { code } of snippets('https://gnomon.example', true)) {
    expect(code).toContain('Helicone-Auth');
  }
});
