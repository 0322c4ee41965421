import { spawn } from 'node:child_process';
import { appendFile, cp, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { makeKey, pemOf, text } from '../forge/index.js';
import { reportProblems } from '../docs/report-problems.js';
import { startHub, type HubModel } from '../remote/servers/hub.js';
import { withSignature } from '../remote/servers/signed.js';
import { touchstone } from './command.js';
import { alone, COMMAND, ENVIRONMENT } from './process.js';
import { place, signed } from './signed.js';
import { temporaryFolder } from './temporary.js';

const WHOM = ['--public-key', 'key.pem'];

/** Two minutes are over in half a second. */
const SHORT_MINUTES = [
  'env',
  'NODE_OPTIONS=--import=data:text/javascript,AbortSignal.timeout=(t=>ms=>t.call(AbortSignal,ms/240))(AbortSignal.timeout)',
];

interface Line {
  readonly id: string;
  readonly line: number;
  readonly model: string | null;
  readonly verdict: string;
  readonly reasons: readonly string[];
  readonly headline: string;
  readonly exitCode: number;
  readonly revision: string | null;
  readonly report?: string;
}

/** `models/0` and so on, all the same signed model, and `list.jsonl` with each of them. */
async function manyModels(count: number): Promise<string> {
  const folder = await place({ 'a.bin': text('aaa') });
  const names = Array.from({ length: count }, (_, i) => `models/${String(i)}`);
  await mkdir(join(folder, 'models'));
  await Promise.all(names.map((name) => symlink('../model', join(folder, name))));
  const lines = names.map((model) => `${JSON.stringify({ model })}\n`);
  await writeFile(join(folder, 'list.jsonl'), lines.join(''));
  return folder;
}

const list = (...more: string[]) => ['verify', '--jsonl', 'list.jsonl', ...WHOM, ...more];

async function results(folder: string, file = 'out.jsonl'): Promise<readonly Line[]> {
  const lines = (await readFile(join(folder, file), 'utf8')).split('\n');
  expect(lines.pop()).toBe('');
  return lines.map((line) => JSON.parse(line) as Line);
}

describe('a list of models', () => {
  it('has a line and a report for each, and says what may be said of all', async () => {
    const folder = await place({ 'a.bin': text('aaa') });
    await cp(join(folder, 'model'), join(folder, 'other'), { recursive: true });
    await writeFile(join(folder, 'other/a.bin'), 'AAA');
    await writeFile(join(folder, 'other/new.txt'), 'x');
    const lines = [
      { model: 'model' },
      { model: 'other' },
      { model: 'other', ignorePaths: ['new.txt'], signature: 'model/model.sig' },
      { model: 'none' },
      { model: 'model', method: 'sigstore', identity: 'a@b.example', identityProvider: 'https://p.example' },
      { model: 'model', publicKey: 'none.pem' },
      { model: 'model' },
    ];
    const bad = ['{', '[]', '{"model": 1}', '{"model": "m", "nonsense": "x"}', '{"model":"m","only":[1]}'];
    const long = JSON.stringify({ model: 'x'.repeat(70_000) });
    await writeFile(
      join(folder, 'list.jsonl'),
      [...lines.map((line) => JSON.stringify(line)), '', ...bad, long].join('\r\n'),
    );
    const { code, stdout, stderr } = await touchstone(
      list('--out', 'out/r.jsonl', '--reports', 'reports'),
      folder,
    );
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toBe('touchstone: 12 models: 1 verified, 2 not verified, 9 could not be checked.\n');
    const found = await results(folder, 'out/r.jsonl');
    const brief = found.map(({ line, verdict, reasons, exitCode }) => [line, verdict, exitCode, ...reasons]);
    expect(brief.slice(0, 5)).toEqual([
      [1, 'verified', 0],
      [2, 'files-mismatch', 1, 'files-differ'],
      [3, 'files-mismatch', 1, 'files-differ'],
      [4, 'could-not-check', 2],
      [5, 'could-not-check', 2, 'method-differs'],
    ]);
    expect(found.slice(5).map(({ line, headline }) => `${String(line)} ${headline}`)).toEqual([
      '6 The public key none.pem cannot be read: no such file or directory.',
      '9 The line is not JSON.',
      '10 The line is no object. Write {"model": "…"}.',
      '11 The line names no model. Write {"model": "…"}.',
      '12 A line has no "nonsense". See touchstone verify --jsonl --help.',
      '13 "only" is no text. Write it in quotation marks.',
      '14 The line is longer than 65536 bytes.',
    ]);
    for (const { id, report } of found.slice(0, 3)) {
      expect(report).toBe(`reports/${id}.json`);
      const whole = JSON.parse(await readFile(join(folder, 'reports', `${id}.json`), 'utf8')) as unknown;
      expect(reportProblems(whole)).toEqual([]);
    }
    expect(await readdir(join(folder, 'reports'))).toHaveLength(4);
  });

  it('of 1,000 survives a kill, and nothing that is done is looked at again', async () => {
    const folder = await manyModels(1000);
    const args = list('--out', 'out.jsonl', '--at-once', '4');
    const child = begin(args, folder);
    const killed = new Promise((resolve) => child.on('close', (_, signal) => resolve(signal)));
    await until(async () => (await linesIn(folder)) >= 200);
    child.kill('SIGKILL');
    expect(await killed).toBe('SIGKILL');
    await appendFile(join(folder, 'out.jsonl'), '{"id":"torn');
    const done = (await readFile(join(folder, 'out.jsonl'), 'utf8')).split('\n').slice(0, -1);
    expect(done.length).toBeLessThan(1000);
    // Whoever looked at one of these again could not check it.
    for (const line of done) await rm(join(folder, String((JSON.parse(line) as Line).model)));
    const { code, stderr } = await touchstone(args, folder);
    expect(stderr).toBe(
      `touchstone: 1000 models: 1000 verified, 0 not verified, 0 could not be checked (${String(done.length)} of them in earlier runs, not checked again).\n`,
    );
    expect(code).toBe(0);
    const all = await results(folder);
    expect(new Set(all.map(({ id }) => id)).size).toBe(1000);
    expect(all).toHaveLength(1000);
  });

  it('on a hub is fetched once, whoever is killed', async () => {
    const key = makeKey();
    const models = new Map<string, HubModel>();
    for (let i = 0; i < 40; i++)
      models.set(`acme/model-${String(i)}`, await withSignature({ 'w.bin': text(`w${String(i)}`) }, key));
    await using hub = await startHub(models);
    const names = [...models.keys()];
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'key.pem'), pemOf(key));
    const lines = names.map((name) => `${JSON.stringify({ model: `hf://${name}` })}\n`);
    await writeFile(join(folder, 'list.jsonl'), lines.join(''));
    const args = list('--out', 'out.jsonl', '--hub', hub.url, '--max-bytes', '1MB');
    // One of them hangs, so that there is something to kill.
    hub.script.push({ path: 'model-20/', silent: true });
    const child = begin(args, folder);
    await until(async () => (await linesIn(folder)) >= 10);
    const killed = new Promise((resolve) => child.on('close', resolve));
    child.kill('SIGKILL');
    await killed;
    const done = await results(folder);
    hub.script.length = 0;
    const { code, stderr } = await touchstone(args, folder);
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: `touchstone: 40 models: 40 verified, 0 not verified, 0 could not be checked (${String(done.length)} of them in earlier runs, not checked again).\n`,
    });
    for (const { model } of done) expect(hub.fetched(`/${String(model).slice(10)}/`)).toBe(1);
    const all = await results(folder);
    for (const { model, revision } of all) expect(revision).toBe(hub.commit(String(model).slice(5)));
  });

  it('in shards is checked whole, and each line once', async () => {
    const folder = await manyModels(10);
    const lines: number[] = [];
    for (const shard of ['0/3', '1/3', '2/3']) {
      const { code, stdout } = await touchstone(list('--shard', shard), folder);
      expect(code).toBe(0);
      const found = stdout.trimEnd().split('\n');
      lines.push(...found.map((line) => (JSON.parse(line) as Line).line));
    }
    expect(lines).toEqual([1, 4, 7, 10, 2, 5, 8, 3, 6, 9]);
  });

  it('is checked anew where a line is another question, or could not be checked and that is asked for', async () => {
    const folder = await manyModels(2);
    await rm(join(folder, 'models/1'));
    expect((await touchstone(list('--out', 'out.jsonl'), folder)).code).toBe(2);
    await symlink('../model', join(folder, 'models/1'));
    const same = await touchstone(list('--out', 'out.jsonl'), folder);
    expect(same.code).toBe(2);
    expect(same.stderr).toContain('2 of them in earlier runs');
    const again = await touchstone(list('--out', 'out.jsonl', '--retry'), folder);
    expect(again.code).toBe(0);
    expect((await results(folder)).map(({ line, exitCode }) => [line, exitCode])).toEqual([
      [1, 0],
      [2, 2],
      [2, 0],
    ]);
    const other = await touchstone(list('--out', 'out.jsonl', '--ignore-paths', 'x'), folder);
    expect(other.stderr).toBe('touchstone: 2 models: 2 verified, 0 not verified, 0 could not be checked.\n');
  });

  it('is checked anew where the key behind a path is another', async () => {
    const folder = await manyModels(2);
    expect((await touchstone(list('--out', 'out.jsonl'), folder)).code).toBe(0);
    const other = await signed({ 'a.bin': text('aaa') });
    await writeFile(join(folder, 'key.pem'), other.publicKeyPem);
    const { code, stderr } = await touchstone(list('--out', 'out.jsonl'), folder);
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: 'touchstone: 2 models: 0 verified, 2 not verified, 0 could not be checked.\n',
    });
  });

  it('from another folder does not take the key there for the one here', async () => {
    const folder = await manyModels(1);
    const other = await signed({ 'a.bin': text('aaa') });
    await mkdir(join(folder, 'lists'));
    await symlink('../model', join(folder, 'lists/model'));
    await writeFile(join(folder, 'lists/key.pem'), other.publicKeyPem);
    const lines = [{ model: 'model' }, { model: 'model', publicKey: 'key.pem' }];
    await writeFile(join(folder, 'lists/list'), lines.map((line) => JSON.stringify(line)).join('\n'));
    const { stderr } = await touchstone(['verify', '--jsonl', 'lists/list', ...WHOM], folder);
    expect(stderr).toBe('touchstone: 2 models: 1 verified, 1 not verified, 0 could not be checked.\n');
  });

  it('does not tell the token to a hub that only a line names', async () => {
    const { bundle } = await signed({ 'a.bin': text('aaa') });
    const files = { 'a.bin': text('aaa'), 'model.sig': JSON.stringify(bundle) };
    await using hub = await startHub({ 'org/model': { files } });
    const folder = await place({});
    const line = { model: 'hf://org/model', hub: hub.url };
    await writeFile(join(folder, 'list.jsonl'), JSON.stringify(line));
    const asked = () => hub.hub.asked.map(({ authorization }) => authorization);
    const env = ['env', 'HF_TOKEN=hf_secret'];
    await alone(list('--depth', 'reported'), folder, env);
    expect(asked().length).toBeGreaterThan(0);
    expect(asked().filter((said) => said !== null)).toEqual([]);
    await alone(list('--depth', 'reported', '--hub', hub.url), folder, env);
    expect(asked()).toContain('Bearer hf_secret');
  });

  it('believes no results that contradict themselves', async () => {
    const folder = await manyModels(1);
    const forged = { id: 'a'.repeat(64), verdict: 'signature-invalid', exitCode: 0 };
    await writeFile(join(folder, 'out.jsonl'), `${JSON.stringify(forged)}\n`);
    const { code, stderr } = await touchstone(list('--out', 'out.jsonl'), folder);
    expect(code).toBe(2);
    expect(stderr).toMatch(/Line 1 of \S*out.jsonl is no result/u);
  });

  it('ends one model that takes too long, and one that nobody agreed to, as not checked', async () => {
    const { files, publicKeyPem } = await withSignature({ 'w.bin': text('w'.repeat(100)) });
    await using hub = await startHub({ 'acme/slow': { files }, 'acme/well': { files } });
    hub.script.push({ path: 'acme/slow', silent: true });
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'key.pem'), publicKeyPem);
    const lines = [
      { model: 'hf://acme/slow' },
      { model: 'hf://acme/well', depth: 'streamed' },
      { model: 'hf://acme/well' },
    ];
    await writeFile(join(folder, 'list'), lines.map((line) => JSON.stringify(line)).join('\n'));
    const args = ['verify', '--jsonl', 'list', '--out', 'out.jsonl', '--hub', hub.url, ...WHOM];
    const { code } = await touchstone(
      [...args, '--depth', 'reported', '--max-minutes', '2'],
      folder,
      SHORT_MINUTES,
    );
    expect(code).toBe(2);
    const found = (await results(folder)).toSorted((a, b) => a.line - b.line);
    expect(found.map(({ verdict }) => verdict)).toEqual(['could-not-check', 'could-not-check', 'partial']);
    expect(found[0]?.headline).toBe('It took longer than 2 minutes.');
    expect(found[1]?.headline).toMatch(/would be fetched whole/);
  });

  it.each([
    ['SIGTERM', 143],
    ['SIGINT', 130],
  ] as const)('ends on %s with %d and without half a line, one process at a time', async (signal, code) => {
    const folder = await manyModels(1000);
    const child = begin(list('--out', 'out.jsonl'), folder);
    const ended = new Promise((resolve) => child.on('close', resolve));
    await until(async () => (await linesIn(folder)) >= 1);
    const second = await touchstone(list('--out', 'out.jsonl'), folder);
    expect(second.code).toBe(2);
    expect(second.stderr).toMatch(/^touchstone: Another check of this list is running/u);
    child.kill(signal);
    expect(await ended).toBe(code);
    const found = await results(folder);
    expect(found.length).toBeGreaterThan(0);
    expect(found.every(({ verdict }) => verdict === 'verified')).toBe(true);
    await expect(readFile(join(folder, 'out.jsonl.lock'))).rejects.toThrow();
  });

  it.each([
    [
      'a list that is not there',
      ['verify', '--jsonl', 'none', ...WHOM],
      /list \S*none cannot be read: no such file/,
    ],
    ['results that are something else', list('--out', 'key.pem'), /Line 1 of \S*key.pem is no result/],
    [
      'models to be fetched without a word',
      ['verify', '--jsonl', 'remote', ...WHOM],
      /hf:\/\/a\/b would be fetched whole/,
    ],
  ])('%s: 2, and nothing is written', async (_, args, expected) => {
    const folder = await manyModels(1);
    await writeFile(join(folder, 'remote'), '{"model":"hf://a/b"}');
    const { code, stdout, stderr } = await touchstone(args, folder);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(expected);
  });
});

/** A process of its own: it is to be killed. */
function begin(args: readonly string[], cwd: string) {
  return spawn(process.execPath, [COMMAND, ...args], { cwd, env: ENVIRONMENT, stdio: 'ignore' });
}

async function linesIn(folder: string): Promise<number> {
  const written = await readFile(join(folder, 'out.jsonl'), 'utf8').catch(() => '');
  return written.split('\n').length - 1;
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await delay(5);
}
