import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { parseStatement } from '../../src/bundle/statement.js';
import { buildStatement, buildStatementV01, noise, smallModel, type Resource } from '../forge/index.js';

const sha256 = (data: Uint8Array) => Uint8Array.from(createHash('sha256').update(data).digest());
function parse(statement: object) {
  const result = parseStatement(new TextEncoder().encode(JSON.stringify(statement)), sha256);
  if (!result.ok) return result;
  return result.value.kind === 'model'
    ? ({ ok: true, value: result.value.manifest } as const)
    : ({ ok: true, value: result.value.claim } as const);
}

function reasonOf(statement: object): object | null {
  const result = parse(statement);
  return result.ok ? null : result.reasons[0];
}

const LONG = 'x'.repeat(6000);

describe('what is signed', () => {
  it('in the older format says nothing of links, of paths to leave out, or of a root', () => {
    expect(parse(buildStatementV01(smallModel()))).toMatchObject({
      ok: true,
      value: { allowSymlinks: false, ignorePaths: [], rootDigest: null, subjectName: null, shardSize: null },
    });
  });

  it('keeps what the signer said', async () => {
    const said = { allowSymlinks: true, ignorePaths: ['.git', 'later'], name: 'n'.repeat(600) };
    expect(parse(await buildStatement(smallModel(), said))).toMatchObject({
      ok: true,
      value: { allowSymlinks: true, ignorePaths: ['.git', 'later'], subjectName: 'n'.repeat(500) },
    });
    const silent = await buildStatement(smallModel(), {
      mutate: ({ subject }) => Reflect.deleteProperty(subject[0] ?? {}, 'name'),
    });
    expect(parse(silent)).toMatchObject({ ok: true, value: { subjectName: null, ignorePaths: [] } });
  });

  it.each(['overlap', 'gap', 'short-before-last', 'too-long'] as const)(
    'finds a fault in the middle of a file, too: %s',
    async (problem) => {
      const ranges = {
        overlap: [0, 100, 99, 199, 199, 250],
        gap: [0, 100, 101, 201, 201, 250],
        'short-before-last': [0, 100, 100, 150, 150, 250],
        'too-long': [0, 100, 100, 201, 201, 250],
      }[problem];
      const digest = 'ab'.repeat(32);
      const resources = [0, 2, 4].map((i) => ({
        name: `a.bin:${String(ranges[i])}:${String(ranges[i + 1])}`,
        digest,
        algorithm: 'sha256',
      }));
      const statement = await buildStatement(
        { 'a.bin': noise(250) },
        { method: 'shards', shardSize: 100, resources: () => resources },
      );
      expect(reasonOf(statement)).toEqual({ code: 'shards-inconsistent', name: 'a.bin', problem });
    },
  );

  it('quotes no more of a long text than anybody reads', async () => {
    const first = (change: Partial<Resource>) =>
      buildStatement(smallModel(), {
        resources: ([resource, ...rest]) =>
          resource === undefined ? [] : [{ ...resource, ...change }, ...rest],
      });
    const serialization = (change: object) =>
      buildStatement(smallModel(), {
        mutate: ({ predicate }) => Object.assign(predicate.serialization, change),
      });
    const whole = await buildStatement(smallModel());
    const statements = [
      await first({ name: LONG }),
      await first({ name: `${LONG}/../x` }),
      await first({ name: 'x'.repeat(4000), digest: 'ab' }),
      await first({ name: 'x'.repeat(4000), algorithm: LONG }),
      await serialization({ hash_type: LONG }),
      await serialization({ method: LONG }),
      { ...whole, _type: LONG },
      { ...whole, predicateType: LONG },
      await buildStatement(smallModel(), {
        mutate: ({ subject }) => Reflect.set(subject[0]?.digest ?? {}, 'sha256', LONG),
      }),
      await buildStatement(smallModel(), {
        resources: ([resource, ...rest]) =>
          resource === undefined
            ? []
            : [{ ...resource, name: 'x'.repeat(4000) }, { ...resource, name: 'x'.repeat(4000) }, ...rest],
      }),
    ];
    for (const statement of statements) {
      const reason = reasonOf(statement);
      expect(reason).not.toBeNull();
      expect(JSON.stringify(reason).length).toBeLessThan(700);
    }
  });
});
