import js from '@eslint/js';
import tseslint from 'typescript-eslint';

const message = 'Outgoing requests go through one client, libs/outgoing.';
const wayOut = (name) => ({ name, message });
const propertyOut = { property: 'fetch', message };

export default tseslint.config(
  { ignores: ['**/dist/**', 'node_modules/**', '.maillage/**'] },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    files: ['**/*.ts'],
    rules: {
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', 6],
      'no-restricted-globals': ['error', ...['fetch', 'WebSocket', 'EventSource'].map(wayOut)],
      'no-restricted-properties': [
        'error',
        { object: 'globalThis', ...propertyOut },
        { object: 'global', ...propertyOut },
        { object: 'process', property: 'env', message: 'Settings are read in libs/kernel/src/config alone.' },
      ],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'off',
    },
  },
  {
    files: [
      'libs/kernel/src/config/**',
      'libs/database/src/embedded/**',
      'apps/cli/src/up/child-process.ts',
      'test/support/**',
      'test/architecture/**',
      'test/faults/**',
      'test/up/sign-in.e2e-spec.ts',
    ],
    rules: { 'no-restricted-properties': 'off' },
  },
  {
    // A mirror runs on other people's machines, the web application in browsers.
    files: ['libs/mirror/**', 'apps/web/**'],
    rules: { 'no-restricted-globals': 'off' },
  },
  {
    files: ['**/*.spec.ts', '**/*.int-spec.ts', '**/*.e2e-spec.ts'],
    rules: {
      'max-lines-per-function': 'off',
      'no-restricted-syntax': [
        'error',
        {
          selector: 'Program > ExpressionStatement > CallExpression[callee.name=/^(before|after)(All|Each)$/]',
          message: 'A whole run reads several suites as one (test/support/groups.mjs): hooks belong into a describe.',
        },
      ],
    },
  },
  {
    files: ['**/*.mjs', '**/*.cjs'],
    languageOptions: {
      globals: { process: 'readonly', console: 'readonly', globalThis: 'readonly', module: 'writable' },
    },
  },
);
