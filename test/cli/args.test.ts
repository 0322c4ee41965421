import { describe, expect, it } from 'vitest';
import { parseCommandLine } from '../../cli/args.js';
import type { VerifyCommand } from '../../cli/verify-args.js';

function verifyCommand(...argv: string[]): VerifyCommand {
  const parsed = parseCommandLine(['verify', ...argv]);
  if (!parsed.ok || parsed.command.kind !== 'verify') throw new Error(JSON.stringify(parsed));
  return parsed.command;
}

function problem(...argv: string[]): string {
  const parsed = parseCommandLine(argv);
  if (parsed.ok) throw new Error(`accepted: ${JSON.stringify(parsed.command)}`);
  return `${parsed.problem} ${parsed.hint}`;
}

describe('verify', () => {
  it('reads the reference library’s flags', () => {
    const flags = ['--signature', 's', '--identity', 'a@b.c', '--identity-provider', 'https://p'];
    expect(verifyCommand('sigstore', 'm', ...flags, '--ignore-paths', 'x', '--ignore-paths=y')).toEqual({
      kind: 'verify',
      model: 'm',
      signature: 's',
      expect: { method: 'sigstore', who: { identity: 'a@b.c' }, issuer: 'https://p', trustedRoot: null },
      ignorePaths: ['x', 'y'],
      only: [],
      ignoreUnsignedFiles: false,
      remote: { depth: 'streamed', download: null, hub: null, ownHub: null, consent: 'ask' },
      badge: null,
      engine: 'native',
      trustStore: { isUsed: true, folder: null },
      staleTrustDays: null,
      json: false,
      quiet: false,
    });
  });

  it('accepts the reference library’s spellings with underscores', () => {
    expect(verifyCommand('m', '--identity', 'i', '--identity_provider=https://a_b').expect).toEqual({
      method: 'sigstore',
      who: { identity: 'i' },
      issuer: 'https://a_b',
      trustedRoot: null,
    });
    expect(verifyCommand('key', 'm', '--public_key', 'k_1.pem').expect).toEqual({
      method: 'key',
      publicKey: 'k_1.pem',
      trustedRoot: null,
    });
    expect(verifyCommand('m', '--ignore_unsigned_files').ignoreUnsignedFiles).toBe(true);
  });

  it('chooses the method by the flags', () => {
    expect(verifyCommand('m', '--public-key', 'k').expect.method).toBe('key');
    expect(verifyCommand('m', '--certificate-chain', 'a', '--certificate-chain', 'b').expect).toEqual({
      method: 'certificate',
      roots: ['a', 'b'],
      pins: {},
    });
    expect(verifyCommand('m').expect).toEqual({ method: 'inspect', trustedRoot: null });
    expect(verifyCommand('m', '--trusted-root', 'r').expect).toEqual({ method: 'inspect', trustedRoot: 'r' });
    expect(verifyCommand('m', '--trust_config', 'c').expect).toEqual({ method: 'inspect', trustedRoot: 'c' });
    expect(verifyCommand('m', '--public-key', 'k', '--trusted-root', 'r').expect).toEqual({
      method: 'key',
      publicKey: 'k',
      trustedRoot: 'r',
    });
  });

  it('reads an organisation’s file in the place of all that says whom to expect', () => {
    expect(verifyCommand('m', '--expect', 'e.json').expect).toEqual({
      method: 'expectations',
      file: 'e.json',
    });
    expect(verifyCommand('m', '--expect=e.json', '--only', 'm/x', '--signature', 's').only).toEqual(['m/x']);
  });

  it('lets unsigned files fail unless asked', () => {
    expect(verifyCommand('m').ignoreUnsignedFiles).toBe(false);
    expect(verifyCommand('m', '--ignore-unsigned-files').ignoreUnsignedFiles).toBe(true);
    expect(verifyCommand('m', '--no-ignore-unsigned-files').ignoreUnsignedFiles).toBe(false);
  });

  it('takes an engine, the native one by default', () => {
    expect(verifyCommand('m').engine).toBe('native');
    for (const engine of ['native', 'wasm'])
      expect(verifyCommand('m', '--engine', engine).engine).toBe(engine);
  });

  it('takes a model after -- literally', () => {
    expect(verifyCommand('--', '--odd_name').model).toBe('--odd_name');
    expect(verifyCommand('key', './key', '--public-key', 'k').model).toBe('./key');
  });

  it('keeps an empty identity, which the check then refuses', () => {
    expect(verifyCommand('m', '--identity=', '--identity-provider=p').expect).toMatchObject({
      who: { identity: '' },
    });
  });

  it('reads a pattern in the place of an identity', () => {
    const flags = ['--identity-provider', 'p'];
    const expected = {
      method: 'sigstore',
      who: { identityPattern: 'a/*/b@**' },
      issuer: 'p',
      trustedRoot: null,
    };
    expect(verifyCommand('sigstore', 'm', '--identity-pattern', 'a/*/b@**', ...flags).expect).toEqual(
      expected,
    );
    expect(verifyCommand('m', '--identity_pattern=a/*/b@**', ...flags).expect).toEqual(expected);
  });

  it('reads what must be so of the certificates, for which a fingerprint needs no root', () => {
    const pins = ['--subject', 'CN=x', '--subject-alt-name', 'a@b.c', '--leaf-fingerprint', 'AB:CD'];
    expect(verifyCommand('certificate', 'm', '--certificate-chain', 'r', ...pins).expect).toEqual({
      method: 'certificate',
      roots: ['r'],
      pins: { subject: 'CN=x', subjectAltName: 'a@b.c', leafFingerprint: 'AB:CD' },
    });
    for (const method of [[], ['certificate']]) {
      expect(verifyCommand(...method, 'm', '--leaf-fingerprint', 'ab').expect).toEqual({
        method: 'certificate',
        roots: [],
        pins: { leafFingerprint: 'ab' },
      });
      expect(verifyCommand(...method, 'm', '--intermediate-fingerprint=ab').expect).toEqual({
        method: 'certificate',
        roots: [],
        pins: { intermediateFingerprint: 'ab' },
      });
    }
  });

  it.each<string[][]>([
    [[]],
    [['--identity', 'i', '--identity-provider', 'p']],
    [['--public-key', 'k']],
    [['--certificate-chain', 'c']],
  ])('takes paths to check with every method: %j', (flags) => {
    expect(verifyCommand('m', ...flags, '--only', 'm/x', '--only=/w/m/y').only).toEqual(['m/x', '/w/m/y']);
  });
});

describe('bad usage', () => {
  it.each<[string[], RegExp]>([
    [['verify'], /No model is named/],
    [['verify', 'key'], /\.\/key/],
    [
      ['verify', 'key', 'm', '--expect', 'e'],
      /--expect is given together with the key method\. The file says/,
    ],
    [['verify', 'm', '--expect', 'e', '--identity', 'i'], /--expect is given together with --identity\./],
    [['verify', 'm', '--expect', 'e', '--trusted-root', 'r'], /together with --trusted-root/],
    [['verify', 'm', '--expect', 'e', '--expect', 'f'], /--expect is given more than once/],
    [['digest', 'm', '--expect', 'e'], /--expect does not go with digest/],
    [['verify', 'a', 'b'], /"b" is one argument too many/],
    [['verify', 'sigstore', 'm'], /needs --identity\./],
    [['verify', 'm', '--identity', 'i'], /needs --identity-provider/],
    [['verify', 'key', 'm'], /needs --public-key/],
    [['verify', 'certificate', 'm'], /needs --certificate-chain/],
    [['verify', 'm', '--subject', 's'], /needs --certificate-chain/],
    [
      ['verify', 'certificate', 'm', '--subject-alt-name', 's'],
      /needs --certificate-chain\. .* or a fingerprint\.$/,
    ],
    [
      ['verify', 'm', '--identity', 'i', '--identity-pattern', 'i*', '--identity-provider', 'p'],
      /--identity is given together with --identity-pattern/,
    ],
    [['verify', 'm', '--identity-pattern', 'i*'], /needs --identity-provider/],
    [['verify', 'm', '--identity-provider', 'p'], /needs --identity\. .* or --identity-pattern\.$/],
    [
      ['verify', 'm', '--identity', 'i', '--identity-provider', 'p', '--leaf-fingerprint', 'ab'],
      /--leaf-fingerprint does not go with the sigstore/,
    ],
    [
      ['verify', 'key', 'm', '--public-key', 'k', '--identity-pattern', 'i'],
      /--identity-pattern does not go with the key/,
    ],
    [
      ['verify', 'm', '--leaf-fingerprint', 'a', '--leaf-fingerprint', 'b'],
      /--leaf-fingerprint is given more than once/,
    ],
    [['verify', 'm', '--only'], /--only/],
    [['verify', 'm', '--engine', 'gpu'], /no engine "gpu"\. The engines are native and wasm\./],
    [['digest', 'm', '--engine='], /no engine ""/],
    [['digest', 'm', '--engine', 'wasm', '--engine', 'wasm'], /--engine is given more than once/],
    [['verify', 'm', '--engine'], /--engine/],
    [['digest', 'm', '--only', 'x'], /--only does not go with digest/],
    [['verify', 'key', 'm', '--public-key', 'k', '--identity', 'i'], /--identity does not go with the key/],
    [['verify', 'm', '--public-key', 'k', '--certificate-chain', 'c'], /--certificate-chain does not go/],
    [
      ['verify', 'certificate', 'm', '--certificate-chain', 'c', '--trusted-root', 'r'],
      /--trusted-root does not go/,
    ],
    [['verify', 'm', '--trusted-root', 'r', '--trust-config', 'c'], /--trusted-root is given together with/],
    [['verify', 'key', 'm', '--public-key', 'k', '--identity', 'i'], /--identity does not go/],
    [
      ['verify', 'm', '--identity', 'i', '--identity', 'j', '--identity-provider', 'p'],
      /--identity is given more/,
    ],
    [['verify', 'm', '--signature', 'a', '--signature', 'b'], /--signature is given more than once/],
    [['verify', 'm', '--ignore-unsigned-files', '--no-ignore-unsigned-files'], /opposite/],
    [['verify', 'm', '--nonsense'], /--nonsense/],
    [['verify', 'm', '--signature'], /--signature/],
    [['verify', 'm', '--json=yes'], /--json/],
    [['digest'], /No model is named/],
    [['digest', 'm', '--identity', 'i'], /--identity does not go with digest/],
    [['sign', 'm'], /no command "sign"/],
  ])('%j', (argv, expected) => {
    expect(problem(...argv)).toMatch(expected);
    expect(problem(...argv)).not.toContain('\n');
  });
});

describe('a model on a network', () => {
  it('is asked for as deep, and as much of it, as was said', () => {
    const remote = (...argv: string[]) => verifyCommand('hf://a/b', ...argv).remote;
    const usual = { depth: 'streamed', download: null, hub: null, ownHub: null, consent: 'ask' };
    expect(remote()).toEqual(usual);
    expect(remote('--yes')).toEqual({ ...usual, consent: 'all' });
    expect(remote('--depth', 'reported', '--hub', 'https://h')).toEqual({
      ...usual,
      depth: 'reported',
      hub: 'https://h',
      ownHub: 'https://h',
    });
    expect(remote('--download', 'x').download).toBe('x');
    const sizes = {
      '0': 0,
      '1000': 1000,
      '20GB': 2e10,
      '1.5 TiB': 1.5 * 2 ** 40,
      '3k': 3000,
      '2mib': 2 ** 21,
    };
    for (const [text, bytes] of Object.entries(sizes))
      expect(remote('--max_bytes', text).consent).toBe(bytes);
  });

  it.each<[string, string[], RegExp]>([
    ['on this machine', ['verify', 'm', '--yes'], /--yes does not go with a model on this machine/],
    ['written as a path', ['verify', './hf://a/b', '--depth', 'reported'], /on this machine/],
    ['to an unknown depth', ['verify', 'hf://a/b', '--depth', 'deep'], /no depth "deep"/],
    [
      'in two depths',
      ['verify', 'hf://a/b', '--depth', 'reported', '--download', 'x'],
      /--depth .* --download/,
    ],
    ['twice agreed to', ['verify', 'hf://a/b', '--yes', '--max-bytes', '1'], /--yes .* --max-bytes/],
    ['in no size', ['verify', 'hf://a/b', '--max-bytes', '20 apples'], /takes a size, not "20 apples"/],
    ['in too large a size', ['verify', 'hf://a/b', '--max-bytes', '999999999TB'], /takes a size/],
  ])('is not asked for %s', (_, argv, expected) => {
    expect(problem(...argv)).toMatch(expected);
  });
});

describe('a list', () => {
  it.each<[string, string[], RegExp]>([
    ['a model beside it', ['verify', 'm', '--jsonl', 'l'], /"m" is given together with a list/],
    [
      'a shard that is none',
      ['verify', '--jsonl', 'l', '--shard', '4/4'],
      /I\/N, counted from 0, not "4\/4"/,
    ],
    ['a shard of nothing', ['verify', '--jsonl', 'l', '--shard', '0/0'], /I\/N/],
    ['too many at once', ['verify', '--jsonl', 'l', '--at-once', '65'], /from 1 to 64/],
    ['nothing to retry', ['verify', '--jsonl', 'l', '--retry'], /--retry is given without --out/],
    ['one picture for all', ['verify', '--jsonl', 'l', '--badge', 'b'], /--badge does not go with a list/],
    ['no name', ['verify', '--jsonl', ''], /names no list/],
    ['its options without it', ['verify', 'm', '--out', 'o'], /--out does not go with one model/],
    ['an option of another command', ['verify', '--jsonl', 'l', '--no-digests'], /--no-digests does not go/],
    ['a report for a terminal', ['verify', '--jsonl', 'l', '--json'], /--json does not go with a list/],
  ])('is refused with %s', (_, argv, expected) => {
    expect(problem(...argv)).toMatch(expected);
  });

  it('has a help of its own', () => {
    expect(parseCommandLine(['verify', '--jsonl', 'x', '--help'])).toEqual({
      ok: true,
      command: { kind: 'help', topic: 'list' },
    });
  });
});

describe('index and badge', () => {
  it.each<[string[], RegExp]>([
    [['index'], /No model is named/],
    [['index', 'm', '--json'], /--json does not go with index/],
    [['badge'], /No report is named/],
    [['badge', 'r', 's'], /"s" is one argument too many/],
    [['badge', 'r', '--yes'], /--yes does not go with badge/],
  ])('%j is refused', (argv, expected) => {
    expect(problem(...argv)).toMatch(expected);
  });
});

describe('the rest', () => {
  it('finds help and version', () => {
    expect(parseCommandLine([])).toEqual({ ok: true, command: { kind: 'help', topic: 'touchstone' } });
    expect(parseCommandLine(['-h'])).toEqual({ ok: true, command: { kind: 'help', topic: 'touchstone' } });
    expect(parseCommandLine(['verify', '--help'])).toEqual({
      ok: true,
      command: { kind: 'help', topic: 'verify' },
    });
    expect(parseCommandLine(['--version'])).toEqual({ ok: true, command: { kind: 'version' } });
  });

  it('reads digest', () => {
    expect(parseCommandLine(['digest', 'm', '--ignore-paths', 'x'])).toEqual({
      ok: true,
      command: { kind: 'digest', model: 'm', ignorePaths: ['x'], engine: 'native' },
    });
  });
});
