import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/index.js';
import {
  buildStatement,
  entriesOf,
  IDENTITY,
  ISSUER,
  makeChain,
  makeSigstore,
  signKeyless,
  signWithCertificate,
  signWithKey,
  smallModel,
} from '../forge/index.js';
import { verifyForged } from '../verify-with.js';
import { evidencePage } from './evidence-page.js';
import { reportProblems } from './report-problems.js';
import { isAboutReasons, reportSchema, type Schema } from './report-schema.js';

const SCHEMA = '../../public/schema/report.v1.schema.json';
const PAGE = '../../docs/evidence.md';

it('the published schema is what the code says', async () => {
  await expect(`${JSON.stringify(reportSchema(), null, 2)}\n`).toMatchFileSnapshot(SCHEMA);
});

it('docs/evidence.md lists every field', async () => {
  await expect(evidencePage(reportSchema())).toMatchFileSnapshot(PAGE);
});

it('every field is described', () => {
  const { $defs = {}, ...root } = reportSchema();
  // What the facts of a reason or note are is told by the sentence that they are put in.
  const own = Object.entries($defs).filter(([name]) => !isAboutReasons(name) && name !== 'Note');
  expect([['Report', root] as const, ...own].flatMap(([name, schema]) => withoutWords(schema, name))).toEqual(
    [],
  );
  const told = Object.entries($defs).filter(([name]) => isAboutReasons(name) || name === 'Note');
  for (const [, schema] of told)
    for (const one of schema.anyOf ?? [schema])
      if (one.properties !== undefined) expect(one.description).toMatch(/^For instance: /);
});

function withoutWords(schema: Schema, at: string): string[] {
  const properties = Object.entries(schema.properties ?? {});
  const { items } = schema;
  return [
    ...properties.filter(([, { description }]) => description === undefined).map(([name]) => `${at}.${name}`),
    ...properties.flatMap(([name, property]) => withoutWords(property, `${at}.${name}`)),
    ...(schema.anyOf ?? []).flatMap((one) => withoutWords(one, at)),
    ...(typeof items === 'object' && !Array.isArray(items) ? withoutWords(items, `${at}[]`) : []),
  ];
}

describe('a report', async () => {
  const statement = await buildStatement(smallModel());
  const sigstore = makeSigstore();
  const keyless = signKeyless(sigstore, statement).bundle;
  const { trustedRoot } = sigstore;
  const bySigstore = { method: 'sigstore', identity: IDENTITY, issuer: ISSUER, trustedRoot } as const;
  const chain = makeChain();
  const key = signWithKey(statement);
  const added = { path: 'added.bin', blob: new Blob(['!']) };
  const reports: Record<string, Report> = {
    'of an identity': await verifyForged(keyless, bySigstore),
    'of nobody in particular': await verifyForged(keyless, { method: 'inspect', trustedRoot }),
    'of a certificate': await verifyForged(signWithCertificate(statement, chain), {
      method: 'certificate',
      roots: chain.rootPem,
    }),
    'of a key, with other files': await verifyForged(
      key.bundle,
      { method: 'key', publicKey: key.publicKeyPem },
      { model: [...entriesOf(smallModel()).slice(1), added, { path: '.git/x', blob: new Blob() }] },
    ),
    'of another signer': await verifyForged(keyless, { ...bySigstore, identity: 'somebody@else.example' }),
    'of nothing': await verifyForged('{', bySigstore),
  };
  const saved = (report: Report): unknown =>
    JSON.parse(JSON.stringify({ ...report, circumstances: { isSample: false, installed: null } }));

  it.each(Object.entries(reports))('%s is what the schema says', (_, report) => {
    expect(reportProblems(saved(report))).toEqual([]);
  });

  it.each(Object.entries(reports))('%s may hold more in a later version', (_, report) => {
    const more = saved(report);
    for (const { value } of placesIn({ value: more }))
      if (typeof value === 'object' && value !== null && !Array.isArray(value))
        Object.assign(value, { ofLater: 1.5 });
    expect(reportProblems(more)).toEqual([]);
  });

  it.each(Object.entries(reports))('%s with a wrong value anywhere is none', (_, report) => {
    const accepted = placesIn({ value: saved(report) }).flatMap(({ path }) => {
      const other = saved(report);
      // No field holds a fraction.
      set(other, path, 1.5);
      return reportProblems(other).length === 0 ? [path.join('.')] : [];
    });
    expect(accepted).toEqual([]);
  });

  it.each(Object.entries(reports))('%s without a field is none', (_, report) => {
    const accepted = placesIn({ value: saved(report) }).flatMap(({ path, isMember }) => {
      if (!isMember || OPTIONAL.test(path.join('.'))) return [];
      const other = saved(report);
      set(other, path, undefined);
      return reportProblems(other).length === 0 ? [path.join('.')] : [];
    });
    expect(accepted).toEqual([]);
  });

  it('is not green and without reason, or the other way about', () => {
    const [green, amber] = [reports['of an identity'], reports['of nobody in particular']];
    expect([green?.verdict.code, amber?.verdict.code]).toEqual(['verified', 'signer-unconfirmed']);
    expect(reportProblems({ ...amber, verdict: { ...amber?.verdict, reasons: [] } })).not.toEqual([]);
    expect(reportProblems({ ...amber, verdict: { ...amber?.verdict, colour: 'green' } })).not.toEqual([]);
    expect(
      reportProblems({ ...green, verdict: { ...green?.verdict, reasons: amber?.verdict.reasons } }),
    ).not.toEqual([]);
    expect(reportProblems({ ...green, schemaVersion: 2 })).not.toEqual([]);
  });
});

const OPTIONAL =
  /^circumstances$|^trust\.expected\.\w+$|^signer\.extensions\.\w+$|^files\.\d+\.(?:reason|shards|foundAs|looksLike)$/;

interface Place {
  readonly value: unknown;
  readonly path: readonly string[];
  /** Of an object, and not of a list. */
  readonly isMember: boolean;
}

function placesIn({ value, path = [] }: { value: unknown; path?: readonly string[] }): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  const isMember = !Array.isArray(value);
  return Object.entries(value).flatMap(([name, inner]: [string, unknown]) => {
    const place = [...path, name];
    return [{ value: inner, path: place, isMember }, ...placesIn({ value: inner, path: place })];
  });
}

function set(target: unknown, path: readonly string[], value: unknown): void {
  const [name, ...rest] = path;
  if (typeof target !== 'object' || target === null || name === undefined) return;
  if (rest.length === 0) Reflect.set(target, name, value);
  else set(Reflect.get(target, name), rest, value);
}
