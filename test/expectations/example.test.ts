import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, it } from 'vitest';
import { parseExpectations } from '../../src/index.js';
import { sampleExpectations } from '../forge/sample-expectations.js';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const json = (path: string): unknown => JSON.parse(read(path));

const EXAMPLE = 'public/schema/expectations.example.json';

it('the published example is about the sample as it is', () => {
  const { name, identity, issuer } = json('public/sample/index.json') as Record<string, string>;
  const trustedRoot = json('public/sample/trusted_root.json');
  expect(json(EXAMPLE)).toEqual(
    sampleExpectations({ name: name ?? '', identity: identity ?? '', issuer: issuer ?? '', trustedRoot }),
  );
});

it('the published example, and the one in the docs, are what the schema says', async () => {
  const fits = new Ajv2020({ strictRequired: false }).compile(
    json('public/schema/expectations.v1.schema.json') as object,
  );
  const [, inDocs = ''] = /```json\n(.*?)```/s.exec(read('docs/expectations.md')) ?? [];
  for (const text of [read(EXAMPLE), inDocs]) {
    expect(fits(JSON.parse(text))).toBe(true);
    expect((await parseExpectations(text)).ok).toBe(true);
  }
});
