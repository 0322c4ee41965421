// SECURITY.md as a page beside the app: text and a style sheet, with a policy that allows no more.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Marked } from 'marked';
import { POLICIES } from './policy.mjs';

/** @param {string} text */
const escaped = (text) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/**
 * @param {string} markdown whose first line is its title
 * @returns {string} HTML
 */
export function securityPage(markdown) {
  const marked = new Marked({
    renderer: {
      html({ text }) {
        throw new Error(`SECURITY.md has markup of its own: ${text}`);
      },
      // So that one can be linked to.
      heading({ tokens, depth, text }) {
        const id = text.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
        return `<h${depth} id="${id}">${this.parser.parseInline(tokens)}</h${depth}>\n`;
      },
      // The site has none of the other documents.
      link({ href, tokens }) {
        const text = this.parser.parseInline(tokens);
        if (href.startsWith('https://')) return `<a href="${escaped(href)}" rel="noreferrer">${text}</a>`;
        const path = `<code>${escaped(href)}</code>`;
        return href === tokens[0]?.raw ? path : `${text} (${path})`;
      },
      image({ href }) {
        throw new Error(`SECURITY.md has a picture: ${href}`);
      },
    },
  });
  const title = /^# (.+)\n/.exec(markdown)?.[1];
  if (title === undefined) throw new Error('SECURITY.md has no title.');
  const body = marked.parse(markdown, { async: false });
  return `<!doctype html>
<html lang="en">
  <head>
    <meta http-equiv="Content-Security-Policy" content="${escaped(POLICIES['security.html'])}" />
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <meta name="referrer" content="no-referrer" />
    <title>${escaped(title)} – Touchstone</title>
    <link rel="icon" href="./favicon.svg" type="image/svg+xml" />
    <link rel="stylesheet" href="./security.css" />
  </head>
  <body>
    <nav aria-label="Touchstone"><a href="./">Back to Touchstone</a></nav>
    <main>
${body}    </main>
  </body>
</html>
`;
}

/**
 * @param {string} root of the project
 * @param {string} folder of the site
 */
export async function writeSecurityPage(root, folder) {
  const [markdown, look, own] = await Promise.all(
    ['SECURITY.md', 'web/app.css', 'scripts/site/security.css'].map((path) =>
      readFile(join(root, path), 'utf8'),
    ),
  );
  const tokens = look?.slice(0, look.indexOf('/* On paper')) ?? '';
  if (!tokens.includes('--ground') || !tokens.includes('dark')) throw new Error('web/app.css has no tokens.');
  await writeFile(join(folder, 'security.html'), securityPage(markdown ?? ''));
  await writeFile(join(folder, 'security.css'), tokens + (own ?? ''));
}
