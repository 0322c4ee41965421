import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Question } from '../matrix/question.js';

async function write(path: string, content: Uint8Array | string): Promise<string> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
  return path;
}

const flag = (name: string, value: string | undefined) => (value === undefined ? [] : [`--${name}=${value}`]);

async function trustFlags(folder: string, trust: Question['trust']): Promise<string[]> {
  switch (trust.method) {
    case 'key':
      return [
        'key',
        ...flag('public-key', await write(join(folder, 'key.pem'), trust.publicKey)),
        ...(await rootFlags(folder, trust)),
      ];
    case 'certificate': {
      const { roots = [], subject, subjectAltName, leafFingerprint, intermediateFingerprint } = trust;
      const texts = typeof roots === 'string' ? [roots] : roots;
      const files = texts.map((pem, i) => write(join(folder, `root-${String(i)}.pem`), pem));
      return [
        'certificate',
        ...(await Promise.all(files)).flatMap((path) => flag('certificate-chain', path)),
        ...flag('subject', subject),
        ...flag('subject-alt-name', subjectAltName),
        ...flag('leaf-fingerprint', leafFingerprint),
        ...flag('intermediate-fingerprint', intermediateFingerprint),
      ];
    }
    case 'sigstore':
      return [
        'sigstore',
        ...flag('identity', trust.identity),
        ...flag('identity-pattern', trust.identityPattern),
        ...flag('identity-provider', trust.issuer),
        ...(await rootFlags(folder, trust)),
      ];
    case 'inspect':
      return rootFlags(folder, trust);
  }
}

async function rootFlags(
  folder: string,
  { trustedRoot }: { readonly trustedRoot?: string | object },
): Promise<string[]> {
  if (trustedRoot === undefined) return [];
  const text = typeof trustedRoot === 'string' ? trustedRoot : JSON.stringify(trustedRoot);
  return flag('trusted-root', await write(join(folder, 'trusted_root.json'), text));
}

/** Writes what is asked about into `folder`, which is the question's alone. Returns the command's arguments. */
export async function writeQuestion(question: Question, folder: string): Promise<readonly string[]> {
  const { files, single, bundle, trust, ignorePaths, only = [], ignoreUnsignedFiles = false } = question;
  const model = join(folder, 'model');
  await mkdir(model, { recursive: true });
  for (const [path, content] of Object.entries(files)) await write(join(model, path), content);
  const names = Object.keys(files);
  // A single-file model is named as such, unless it has company: then the folder is all that can be named.
  const target = single && names.length === 1 ? join(model, names[0] ?? '') : model;
  const inModel = (path: string) => (path.startsWith('/') ? path : `${model}/${path}`);
  return [
    'verify',
    ...(await trustFlags(folder, trust)),
    ...(bundle === null ? [] : flag('signature', await write(join(folder, 'model.sig'), bundle))),
    ...ignorePaths.flatMap((path) => flag('ignore-paths', inModel(path))),
    ...only.flatMap((path) => flag('only', inModel(path))),
    ...(ignoreUnsignedFiles ? ['--ignore-unsigned-files'] : []),
    '--json',
    target,
  ];
}
