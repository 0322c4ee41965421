import { expect, it } from 'vitest';
import { linkTo } from '../../web/lib/link.js';

it.each([
  'https://github.com/owner/repository',
  'https://github.com/owner/repository/actions/runs/1/attempts/1',
  'https://gitlab.com/a/b/-/jobs/7?x=1#part',
])('leads to %s', (text) => {
  expect(linkTo(text)).toBe(text);
});

it.each([
  'http://github.com/owner/repository',
  'javascript:alert(1)',
  'https://github.com@evil.example/owner',
  'https://user:word@github.com/',
  'https://github.com:8443/owner',
  'https://gıthub.com/owner', // another letter
  'https://xn--gthub-n4a.com/owner',
  'https://GitHub.com/owner', // a browser would show it otherwise
  'https://github.com/../evil',
  'https://github.com\\owner',
  ' https://github.com/owner',
  'https://github.com/ow\u202ener',
  'https://github.com/a b',
  'https:github.com',
  'https://',
  'github.com/owner',
  '',
])('keeps %j as text', (text) => {
  expect(linkTo(text)).toBeNull();
});
