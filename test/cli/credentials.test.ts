import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { authorizationFor } from '../../cli/remote/credentials.js';
import { temporaryFolder } from './temporary.js';

const HUB = 'https://hub.example:8443/base';

it('gives the token to the hub alone', async () => {
  const env = { HF_TOKEN: ' hf_x\n' };
  const of = await authorizationFor('hf://a/b', HUB, env);
  expect(of('hub.example:8443')).toBe('Bearer hf_x');
  for (const host of ['hub.example', 'huggingface.co', 'cdn.hub.example:8443', ''])
    expect(of(host)).toBe(null);
  const registry = await authorizationFor('oci://hub.example:8443/a', HUB, {
    ...env,
    DOCKER_CONFIG: '/none',
  });
  expect(registry('hub.example:8443')).toBe(null);
  for (const HF_TOKEN of ['', 'a b', 'a\u00e4', undefined])
    expect((await authorizationFor('hf://a/b', HUB, { HF_TOKEN }))('hub.example:8443')).toBe(null);
  expect((await authorizationFor('hf://a/b', 'no address', env))('')).toBe(null);
});

it('gives a registry what docker login wrote for it, and nobody else', async () => {
  const folder = await temporaryFolder();
  const auths = {
    'r.example:5000': { auth: 'bWU6eA==' },
    'https://index.docker.io/v1/': { auth: 'ZA==' },
    'odd.example': { auth: 'no base64' },
    'helper.example': {},
    'null.example': null,
  };
  const env = { DOCKER_CONFIG: folder };
  await writeFile(join(folder, 'config.json'), JSON.stringify({ auths, credsStore: 'desktop' }));
  const of = await authorizationFor('oci://r.example:5000/a', HUB, env);
  expect(of('r.example:5000')).toBe('Basic bWU6eA==');
  expect(of('registry-1.docker.io')).toBe('Basic ZA==');
  for (const host of ['r.example', 'odd.example', 'helper.example', 'null.example', 'x.r.example:5000'])
    expect(of(host)).toBe(null);
  // A web server's folder is nobody who was logged in to.
  expect((await authorizationFor('https://r.example:5000/', HUB, env))('r.example:5000')).toBe(null);
  for (const text of ['', '{', '{"auths": []}', '[]']) {
    await writeFile(join(folder, 'config.json'), text);
    expect((await authorizationFor('oci://r.example:5000/a', HUB, env))('r.example:5000')).toBe(null);
  }
  await expect(
    authorizationFor('oci://r/a', HUB, { DOCKER_CONFIG: join(folder, 'config.json') }),
  ).rejects.toThrow(/cannot be read/u);
});
