import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { securityPage } from '../scripts/site/security-page.mjs';

it('is SECURITY.md, whose other documents are named and not linked', async () => {
  const page = securityPage(await readFile('SECURITY.md', 'utf8'));
  expect(page).toContain('<title>Security – Touchstone</title>');
  expect(page).toContain('<code>docs/reasons.md</code>');
  expect(page).toContain('<h3 id="what-you-can-and-cannot-know-about-the-page-that-you-run">');
  for (const [, href] of page.matchAll(/href="([^"]*)"/g))
    expect(href).toMatch(/^(?:https:\/\/|\.\/(?:favicon\.svg|security\.css)?$)/);
});

it('takes no markup, no picture and no script', () => {
  expect(() => securityPage('# Security\n\n<p onclick="x">\n')).toThrow('markup of its own');
  expect(() => securityPage('# Security\n\na <b>c\n')).toThrow('markup of its own');
  expect(() => securityPage('# Security\n\n![x](y.png)\n')).toThrow('picture');
  expect(() => securityPage('Security\n')).toThrow('no title');
  const page = securityPage(
    '# Security & more\n\n[a](javascript:1) `<b>` [c](https://d.example/"onclick="x)\n',
  );
  expect(page).not.toMatch(/<b>|"onclick|href="javascript/);
});
