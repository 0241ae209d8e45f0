import reactHooks from 'eslint-plugin-react-hooks';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

// A key that is written out in two places goes stale with a typo in one of them.
const message = 'Take query keys from src/api/keys.ts.';
const keysElsewhere = [
  'Property[key.name=/^(queryKey|mutationKey)$/] > ArrayExpression',
  'CallExpression[callee.property.name=/Quer(y|ies)Data$/] > ArrayExpression.arguments',
  'BinaryExpression > MemberExpression[object.name=/[kK]ey$/][property.value=0]',
].map(selector => ({ selector, message }));

export default defineConfig(
  { ignores: ['src/api/schema.ts'] },
  {
    files: ['src/**/*.{ts,tsx}'],
    extends: [
      tseslint.configs.recommendedTypeChecked,
      reactHooks.configs.flat['recommended-latest'],
    ],
    languageOptions: { parserOptions: { projectService: true } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      // `const { secret: _, ...rest } = row` is how an object loses a property.
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      'no-restricted-syntax': ['error', ...keysElsewhere],
    },
  },
  { files: ['src/api/keys.ts'], rules: { 'no-restricted-syntax': 'off' } },
);
