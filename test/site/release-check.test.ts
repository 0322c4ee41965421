import { execFile } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compareSite } from '../../scripts/site/compare-site.mjs';
import { siteFiles } from '../../scripts/site/files.mjs';
import { isSigned } from '../../scripts/site/statement.mjs';
import { temporaryFolder } from '../cli/temporary.js';
import { reported } from '../cli/command.js';
import { signWithKey } from '../forge/index.js';
import { ROOT } from './elsewhere.js';
import { served, type Twist } from './served.js';
import { readStatement, signedSite, SITE } from './site.js';

const paths = (await siteFiles(SITE)).map(({ path }) => path);
const ICON = await readFile(join(SITE, 'favicon.svg'));
const WORKER = paths.find((path) => path.startsWith('assets/worker-')) ?? 'no worker';

/** What the comparison says of a site with one oddity. */
async function compared(twist?: Twist, folder = SITE) {
  const url = new URL(await served(folder, twist));
  const { outcome, rows, warnings } = await compareSite(url, { folder: SITE, timeoutMs: 2000 });
  return { outcome, warnings, others: rows.filter(({ state }) => state !== 'same'), count: rows.length };
}

const answer =
  (wanted: string, status: number, headers: Record<string, string>, body: string | Buffer = ''): Twist =>
  (path, response) => {
    if (path !== wanted) return false;
    response.writeHead(status, headers).end(body);
    return true;
  };

interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const run = (...args: readonly string[]) =>
  new Promise<Run>((resolve) => {
    const child = execFile(
      process.execPath,
      [join(ROOT, 'scripts/release-check.mjs'), ...args],
      (_, stdout, stderr) => {
        resolve({ code: child.exitCode, stdout, stderr });
      },
    );
  });

describe('a site that serves the build', () => {
  it('is the same, with the start page and every file', async () => {
    const { outcome, others, count, warnings } = await compared();
    expect({ outcome, others }).toEqual({ outcome: 'same', others: [] });
    // And the statement, and the folder itself.
    expect(count).toBe(paths.filter(isSigned).length + 2);
    expect(warnings).toEqual([expect.stringMatching(/^model\.sig is not served/u)]);
  });

  it('is the same without the headers, which are told', async () => {
    const { outcome, warnings } = await compared((_, response) => {
      const write = response.writeHead.bind(response);
      Object.assign(response, {
        writeHead: (status: number, headers: Record<string, string> = {}) =>
          write(status, { 'Content-Type': headers['Content-Type'] ?? 'text/plain' }),
      });
      return false;
    });
    expect(outcome).toBe('same');
    expect(warnings).toContainEqual(
      expect.stringMatching(/^Content-Security-Policy is not sent with \(start page\)/u),
    );
  });

  it('is the same where the host leads from index.html to its folder, which is told', async () => {
    const { outcome, warnings } = await compared(answer('index.html', 308, { Location: './' }));
    expect(outcome).toBe('same');
    expect(warnings).toContainEqual(expect.stringContaining('index.html is only served as ./'));
  });

  it('is the same with another Content-Type, which is told', async () => {
    const { outcome, warnings } = await compared((path, response) => {
      if (path !== 'favicon.svg') return false;
      void import('node:fs/promises').then(async ({ readFile }) => {
        response.writeHead(200, { 'Content-Type': 'text/plain' }).end(await readFile(join(SITE, path)));
      });
      return true;
    });
    expect(outcome).toBe('same');
    expect(warnings).toContainEqual(expect.stringMatching(/^Content-Type is "text\/plain" .* favicon\.svg/u));
  });
});

describe('a site that does not', () => {
  const HTML = { 'Content-Type': 'text/html' };
  it.each<[what: string, twist: Twist, path: string, detail: RegExp]>([
    ['another script', answer(WORKER, 200, {}, 'self.x=1'), WORKER, /^other bytes: 8 bytes, SHA-256 /u],
    ['another start page', answer('', 200, HTML, '<p>hello'), '(start page)', /^other bytes/u],
    ['a file missing', answer('favicon.svg', 404, {}), 'favicon.svg', /^missing$/u],
    [
      'a page in the place of a file',
      answer(WORKER, 200, HTML, '<p>'),
      WORKER,
      /^an HTML page in its place/u,
    ],
    [
      'a file elsewhere',
      answer(WORKER, 302, { Location: 'https://elsewhere.example/' }),
      WORKER,
      /^redirected/u,
    ],
    ['a page elsewhere', answer('index.html', 301, { Location: '/other' }), 'index.html', /^redirected/u],
    [
      'the same bytes, and a way elsewhere',
      answer('favicon.svg', 200, { Refresh: '0;url=https://elsewhere.example/' }, ICON),
      'favicon.svg',
      /^the host sends refresh: 0;url=/u,
    ],
    ['an error', answer(WORKER, 503, {}), WORKER, /^status 503$/u],
    ['a file without end', answer(WORKER, 200, {}, Buffer.alloc(3e6)), WORKER, /^more than \d+ bytes$/u],
  ])('%s', async (_, twist, path, detail) => {
    const { outcome, others } = await compared(twist);
    expect(outcome).toBe('differs');
    expect(others).toMatchObject([{ path, state: 'differs' }]);
    expect(others[0]?.detail).toMatch(detail);
  });

  it.each([
    '{"expectations":"//elsewhere.example/x"}',
    '{"expectations":"a.json","more":1}',
    '{"trust":"https://elsewhere.example/"}',
    '{"trust":["trust/"]}',
    '{"trust":"trust"}',
    '{"hosts":["https://hub.example/models"]}',
    '{"hosts":"https://hub.example"}',
    '<p>',
    '[]',
  ])('what is no settings: %s', async (text) => {
    const { outcome, others } = await compared(answer('touchstone.json', 200, {}, text));
    expect(outcome).toBe('differs');
    expect(others).toMatchObject([{ path: 'touchstone.json', state: 'differs' }]);
  });

  it('but for settings of its own, which are no difference', async () => {
    const text = '{"expectations":"acme.json","trust":"trust/","hosts":["https://hub.example"]}';
    const { outcome, others } = await compared(answer('touchstone.json', 200, {}, text));
    expect(outcome).toBe('same');
    expect(others).toEqual([
      { path: 'touchstone.json', state: 'settings', detail: expect.stringContaining(text) as string },
    ]);
  });

  it('lists a file that only the served manifest has', async () => {
    const statement = await readStatement();
    const more = '"resources": [{"name": "assets/more.js"}, {"name": "../up.js"}, {"name": "/etc/passwd"},';
    const { outcome, others } = await compared(
      answer('site.intoto.json', 200, {}, statement.replace('"resources": [', more)),
    );
    expect(outcome).toBe('differs');
    expect(others.map(({ path, state }) => `${path}: ${state}`)).toEqual([
      'assets/more.js: not-in-build',
      'site.intoto.json: differs',
    ]);
  });
});

describe('a site that does not answer', () => {
  it('at all: nothing else is asked, and it could not be done', async () => {
    let asked = 0;
    const { outcome, others } = await compared(() => (asked += 1) > 0);
    expect({ outcome, asked }).toEqual({ outcome: 'not-done', asked: 1 });
    expect(others).toEqual([{ path: '(start page)', state: 'unreachable', detail: 'no answer in time' }]);
  });

  it('for one file, or not to its end', async () => {
    const { outcome, others } = await compared((path, response) => {
      if (path !== WORKER) return false;
      response.writeHead(200).write('begun');
      return true;
    });
    expect(outcome).toBe('not-done');
    expect(others.map(({ path, state }) => `${path}: ${state}`)).toEqual([`${WORKER}: unreachable`]);
  });
});

describe('npm run release:check', () => {
  it('saves what it fetched, and the command verifies that', async () => {
    const { bundle, publicKeyPem } = signWithKey(await readStatement());
    const url = await served(join(await signedSite(bundle), 'site'));
    const folder = await temporaryFolder();
    const { code, stdout } = await run(url, '--save', join(folder, 'saved'));
    expect(code).toBe(0);
    expect(stdout).toMatch(/^The same: all \d+ files\.$/mu);
    await writeFile(join(folder, 'key.pem'), publicKeyPem);
    expect(await readdir(join(folder, 'saved'))).toContain('model.sig');
    const args = ['verify', 'key', 'saved', '--signature', 'saved/model.sig', '--public-key', 'key.pem'];
    expect((await reported(args, folder)).report.verdict.code).toBe('verified');
  });

  it('ends with 1 where something differs, and shows nothing raw of what a host says', async () => {
    const evil = answer('favicon.svg', 302, { Location: 'https://x/\u00e2\u0080\u00ae' });
    const url = await served(SITE, evil);
    const { code, stdout } = await run(url);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^Not the same: 1 of/mu);
    expect(stdout).toMatch(/^[\n\x20-\x7e]*$/u);
    const { stdout: json } = await run(`${url}index.html#x`, '--json');
    expect(JSON.parse(json)).toMatchObject({ url, outcome: 'differs' });
  });

  it.each([
    [['ftp://host/']],
    [['not a url']],
    [[]],
    [['http://a/', 'http://b/']],
    [['http://127.0.0.1:1/']],
  ])('ends with 2 for %j', async (args) => {
    expect((await run(...args)).code).toBe(2);
  });
});
