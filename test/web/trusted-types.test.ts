import { expect, test } from 'vitest';
import { ownScript } from '../../web/lib/trusted-types.js';

const PAGE = 'https://host.example/tools/touchstone/?x=1#about';
const FOLDER = 'https://host.example/tools/touchstone/';

test.each([
  'assets/worker-Z1UhyoZA.js',
  './assets/a_b-c.1.js',
  './sw.js',
  `${FOLDER}sw.js`,
  '/tools/touchstone/sw.js',
  'assets/%2e%2e/sw.js',
])('the page’s own: %s', (url) => {
  expect(ownScript(url, PAGE)).toBe(new URL(url, PAGE).href);
});

test.each([
  '',
  '.',
  'index.html',
  'other.js',
  'assets/',
  'assets/.js/x.css',
  'assets/worker.mjs',
  'assets/deeper/worker.js',
  'assets/..%2fsw.js',
  'sw.js?x',
  'sw.js#x',
  'sw.js/',
  '../sw.js',
  '/sw.js',
  '//evil.example/tools/touchstone/sw.js',
  'https://evil.example/tools/touchstone/sw.js',
  'http://host.example/tools/touchstone/sw.js',
  'https://host.example:444/tools/touchstone/sw.js',
  'https://somebody@host.example/tools/touchstone/sw.js',
  'https://host.example/tools/touchstone.evil/sw.js',
  'sample/tiny-model/evil.js',
  'data:text/javascript,1',
  'blob:https://host.example/6a1f',
  'javascript:1',
  'assets\\..\\..\\x.js',
])('not the page’s own: %s', (url) => {
  expect(() => ownScript(url, PAGE)).toThrow(TypeError);
});
