import { fileURLToPath } from 'node:url';
import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

const TYPED = ['**/*.ts', '**/*.svelte'];

// Who may import whom: ARCHITECTURE.md. The projects' compilers refuse `document` in src and `node:` outside cli
// already where types would be missing; the rules below hold the rest.

/** The parts of the verifier. They meet in src's top files; among themselves they share types only. */
const SIBLINGS = [
  'bundle',
  'signature',
  'shim',
  'trust',
  'model',
  'manifest',
  'hash',
  'expectations',
  'tuf',
  'remote',
];

const NO_NODE = { regex: '^node:', message: 'The verifier runs in browsers; Node belongs to cli.' };
const NO_UPWARD = {
  regex: '(^|/)(web|cli|test|bench)/',
  message: 'The verifier knows nothing of its users.',
};
const NO_SHIM = {
  regex: '/shim/',
  message: "The stand-in for node:crypto is prebundled: import from '#sigstore'.",
};
const ONLY_THE_API = {
  regex: '^(\\.\\./)+src/(?!(index|german)\\.js$)',
  message:
    'Import from src/index.js (the page from src/german.js too): what is not exported there is not public.',
};

/** The command hashes in threads of its own, with the browser's kernels if asked to. */
const ONLY_THE_API_AND_KERNELS = { ...ONLY_THE_API, regex: '^(\\.\\./)+src/(?!(index|kernels)\\.js$)' };

/** @param {readonly object[]} patterns */
const restrictImports = (patterns) => ({
  '@typescript-eslint/no-restricted-imports': ['error', { patterns }],
});

const siblingRules = SIBLINGS.map((name) => {
  const others = SIBLINGS.filter((other) => other !== name && other !== 'shim').join('|');
  return {
    files: [`src/${name}/**/*.ts`],
    rules: restrictImports([
      NO_NODE,
      NO_UPWARD,
      ...(name === 'shim' ? [] : [NO_SHIM]),
      {
        regex: `^\\.\\./(${others})/`,
        allowTypeImports: true,
        message: 'Siblings under src share types only; verify.ts and its like bring them together.',
      },
    ]),
  };
});

/** The two ends of the worker protocol: neither may know the other. */
const protocolRules = [
  ['src/hash/pool.ts', '/worker\\.js$'],
  ['src/hash/worker.ts', '/pool\\.js$'],
].map(([file, other]) => ({
  files: [file],
  rules: {
    'no-restricted-imports': [
      'error',
      { patterns: [{ regex: other, message: 'Pool and worker meet only in protocol.ts.' }] },
    ],
  },
}));

const VERIFIER_HAS_NO = [
  ...['document', 'window', 'localStorage', 'sessionStorage', 'indexedDB', 'alert'],
  ...['process', 'Buffer', 'require', '__dirname'],
  ...['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource'],
];

export default ts.config(
  // Examples are projects of their own, with the settings that their frameworks' users have; their tests build them.
  {
    ignores: [
      'node_modules',
      'build',
      'dist',
      '.stryker-tmp',
      'assembly',
      'public',
      'test-results',
      'examples',
    ],
  },
  // What a rule forbids is mended, not silenced.
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    files: TYPED,
    extends: [ts.configs.strictTypeChecked, ts.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: {
        project: [
          'src/tsconfig.json',
          'src/shim/tsconfig.json',
          'cli/tsconfig.json',
          'web/tsconfig.json',
          'web/sw/tsconfig.json',
          'test/tsconfig.json',
          'tsconfig.json',
        ],
        tsconfigRootDir: fileURLToPath(new URL('.', import.meta.url)),
        extraFileExtensions: ['.svelte'],
      },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/prefer-promise-reject-errors': [
        'error',
        { allowThrowingAny: true, allowThrowingUnknown: true },
      ], // signal.reason
      // A matter of taste on which the house does not insist.
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/consistent-indexed-object-style': 'off',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
  {
    files: ['{src,web,cli}/**/*.{ts,svelte}'],
    ignores: ['src/message.ts', 'src/german/message.ts'], // a table
    rules: { 'max-lines': ['error', { max: 300 }] },
  },
  // Playwright reads the names out of the pattern, so that it must be there.
  { files: ['test/browser/**/*.ts'], rules: { 'no-empty-pattern': 'off' } },
  svelte.configs.recommended,
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: {
      globals: globals.browser,
      parserOptions: { parser: ts.parser, svelteConfig },
    },
  },
  {
    files: ['src/**/*.ts'],
    ignores: SIBLINGS.map((name) => `src/${name}/**`),
    rules: restrictImports([NO_NODE, NO_UPWARD, NO_SHIM]),
  },
  // One switch over every reason: a table, however long.
  { files: ['src/message.ts', 'src/german/message.ts'], rules: { 'max-lines': 'off' } },
  ...siblingRules,
  ...protocolRules,
  {
    files: ['src/**/*.ts'],
    // The worker that streams files is the one place that connects to somebody; only who asks for a stream starts it.
    ignores: ['src/shim/**', 'src/hash/stream-worker.ts'],
    rules: { 'no-restricted-globals': ['error', ...VERIFIER_HAS_NO] },
  },
  {
    files: ['src/hash/stream-worker.ts'],
    rules: {
      'no-restricted-globals': ['error', ...VERIFIER_HAS_NO.filter((name) => name !== 'fetch')],
    },
  },
  { files: ['web/**/*.ts', 'web/**/*.svelte'], rules: restrictImports([NO_NODE, ONLY_THE_API]) },
  { files: ['cli/**/*.ts'], rules: restrictImports([ONLY_THE_API_AND_KERNELS]) },
  {
    files: ['**/*.js', '**/*.mjs'],
    languageOptions: { globals: { ...globals.node, ...globals.browser } },
  },
);
