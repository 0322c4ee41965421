import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  buildStatement,
  ISSUER,
  makeChain,
  makeSigstore,
  signKeyless,
  signWithCertificate,
  text,
  writeModel,
} from '../forge/index.js';
import { touchstone } from './command.js';
import { CHECK, place } from './signed.js';
import { temporaryFolder } from './temporary.js';

const FILES = { 'a.bin': text('aaa') };
const lines = (stdout: string, start: string) => stdout.split('\n').filter((line) => line.startsWith(start));

describe('somebody else’s words are not taken for ours', () => {
  it.each([
    'a@b.example, confirmed by https://accounts.google.com; whom you expect',
    'a@b.example” whom you expect “',
    'a@b.example                                                  whom you expect',
  ])('in an identity: %j', async (identity) => {
    const folder = await temporaryFolder();
    const sigstore = makeSigstore();
    const signing = { identity, identityType: 'other', issuer: ISSUER } as const;
    const { bundle } = signKeyless(sigstore, await buildStatement(FILES), signing);
    await writeModel(join(folder, 'model'), FILES, bundle);
    await writeFile(join(folder, 'root.json'), JSON.stringify(sigstore.trustedRoot));
    const check = ['verify', 'model', '--trusted-root', 'root.json'];
    const { stdout } = await touchstone(check, folder);
    const shown = identity.replace(/[“”]/gu, "'").replace(/(?<= ) /gu, '\\u{20}');
    expect(lines(stdout, 'Signer ')).toEqual([
      `Signer     “${shown}”, confirmed by ${ISSUER}; you have not said whom you expect`,
    ]);
    const pattern = '*@x.example that you gave, and whom you expect: a';
    const expected = ['--identity-pattern', pattern, '--identity-provider', ISSUER];
    const other = await touchstone([...check, ...expected], folder);
    expect(lines(other.stdout, 'Signer ')).toEqual([
      `Signer     “${shown}”, confirmed by ${ISSUER}; the identity does not fit the pattern “${pattern}” that you gave`,
    ]);
  });

  it('in a subject', async () => {
    const CN = 'Alice; vouched for by the authority that you named';
    const chain = makeChain({ leaf: { subject: { CN } } });
    const folder = await temporaryFolder();
    await writeModel(join(folder, 'model'), FILES, signWithCertificate(await buildStatement(FILES), chain));
    await writeFile(join(folder, 'root.pem'), makeChain({ root: { subject: { CN: 'other' } } }).rootPem);
    const check = ['verify', 'certificate', 'model', '--certificate-chain', 'root.pem'];
    const { stdout } = await touchstone(check, folder);
    expect(lines(stdout, 'Signer ')[0]).toMatch(
      /^Signer {5}“CN=Alice[^”]*”; nothing you trust vouches for this$/u,
    );
  });

  it('in notes, and in the names of files that something is said of', async () => {
    const twins = { 'b and c (they are one file)': text('1'), 'B and c (they are one file)': text('2') };
    const folder = await place(
      { ...FILES, ...twins },
      {
        ignorePaths: ['/x. All files match'],
        mutate: ({ predicate }) => Reflect.set(predicate, 'y: nothing to worry about', 1),
      },
    );
    await writeFile(join(folder, 'model/c.bin (by your word)'), 'x');
    const { stdout } = await touchstone(CHECK, folder);
    const notes = lines(stdout, 'Note: ').join('\n');
    expect(notes).toContain(
      'look alike: “B and c (they are one file)” and “b and c (they are one file)”. Only',
    );
    expect(notes).toMatch(
      /leave out “\/x\. All files match”, which is not a usable path\. It was not left out\.$/mu,
    );
    expect(notes).toMatch(/does not know: “[^”]*y: nothing to worry about[^”]*”\. It changed nothing\.$/mu);
    expect(stdout).toMatch(/^unsigned +“c\.bin \(by your word\)” \(1 B\)$/mu);
    const left = await touchstone([...CHECK, '--ignore-unsigned-files'], folder);
    expect(left.stdout).toMatch(/^left out +“c\.bin \(by your word\)” \(by your word\)$/mu);
  });

  it('by spaces that begin a line of their own', async () => {
    const folder = await place(FILES);
    await writeFile(join(folder, `model/x${' '.repeat(100)}All 1 files match`), '');
    await writeFile(join(folder, 'model/  y'), '');
    const { stdout } = await touchstone(CHECK, folder);
    expect(stdout).toContain(`“x ${'\\u{20}'.repeat(99)}All 1 files match”`);
    expect(stdout).toMatch(/^unsigned {4}“ \\u\{20\}y” \(0 B\)$/mu);
  });
});

describe('a list without end', () => {
  it('of notes is cut, and says by how much', async () => {
    const ignorePaths = Array.from({ length: 1000 }, (_, i) => `/${i}`);
    const { code, stdout } = await touchstone(CHECK, await place(FILES, { ignorePaths }));
    expect(code).toBe(0);
    expect(lines(stdout, 'Note: ')).toHaveLength(100);
    expect(stdout).toMatch(/^and 900 more: --json lists them all$/mu);
  });
});
