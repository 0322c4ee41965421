import { expect, test } from 'vitest';
import { parseAddress } from '../../src/remote/address.js';
import { RemoteFault } from '../../src/remote/fault.js';

const HEX = 'ab'.repeat(32);

/** In one line: what is asked, and whom. */
function read(address: string, endpoint?: string): string {
  try {
    const reference = parseAddress(address, endpoint);
    switch (reference.kind) {
      case 'hugging-face':
        return `${reference.endpoint.href} ${reference.repository} ${reference.revision}`;
      case 'directory':
        return reference.url.href;
      case 'oci':
        return [reference.origin, reference.name, reference.tag, reference.digest].join(' ');
    }
  } catch (error) {
    if (!(error instanceof RemoteFault) || error.reason.code !== 'remote-address-unusable') throw error;
    return error.reason.problem;
  }
}

test.each([
  ['hf://acme/weather', 'https://huggingface.co/ acme/weather main'],
  ['hf://acme/weather@v1.0', 'https://huggingface.co/ acme/weather v1.0'],
  ['hf://acme/weather@refs/pr/1', 'https://huggingface.co/ acme/weather refs/pr/1'],
  ['hf://acme/weather@a@b', 'https://huggingface.co/ acme/weather a@b'],
  ['https://huggingface.co/acme/weather', 'https://huggingface.co/ acme/weather main'],
  ['https://huggingface.co/acme/weather/?library=x#files', 'https://huggingface.co/ acme/weather main'],
  ['https://huggingface.co/acme/weather/tree/v2', 'https://huggingface.co/ acme/weather v2'],
  [
    'https://huggingface.co/acme/weather/tree/refs%2Fpr%2F1',
    'https://huggingface.co/ acme/weather refs/pr/1',
  ],
  ['https://models.example/a/b', 'https://models.example/a/b/'],
  ['https://models.example:8443/a/b/', 'https://models.example:8443/a/b/'],
  ['https://models.example/a/touchstone-index.json', 'https://models.example/a/'],
  ['http://127.0.0.1:8080/a/', 'http://127.0.0.1:8080/a/'],
  ['http://[::1]:8080/a/', 'http://[::1]:8080/a/'],
  ['oci://ghcr.io/acme/weather', 'https://ghcr.io acme/weather latest '],
  ['oci://ghcr.io:444/acme/weather:v1', 'https://ghcr.io:444 acme/weather v1 '],
  [`oci://ghcr.io/acme/weather@sha256:${HEX}`, `https://ghcr.io acme/weather  sha256:${HEX}`],
  [`oci://ghcr.io/acme/weather:v1@sha256:${HEX}`, `https://ghcr.io acme/weather v1 sha256:${HEX}`],
  ['oci://localhost:5000/weather', 'http://localhost:5000 weather latest '],
  ['oci://docker.io/weather', 'https://registry-1.docker.io library/weather latest '],
])('%s', (address, expected) => {
  expect(read(address)).toBe(expected);
});

test('another hub stands for hf://, at any path', () => {
  const hub = 'https://hub.example/mirror/';
  expect(read('hf://acme/weather', hub)).toBe('https://hub.example/mirror acme/weather main');
  expect(read('https://hub.example/mirror/acme/weather', hub)).toBe(
    'https://hub.example/mirror acme/weather main',
  );
  expect(read('https://hub.example/acme/weather', hub)).toBe('https://hub.example/acme/weather/');
  expect(read('https://huggingface.co/acme/weather', hub)).toBe('https://huggingface.co/acme/weather/');
  expect(read('hf://acme/weather', 'http://hub.example')).toBe('not-https');
  expect(read('hf://acme/weather', 'https://me:secret@hub.example')).toBe('not-https');
  expect(read('hf://acme/weather', 'hub')).toBe('malformed');
});

test.each([
  ['', 'scheme'],
  ['/models/weather', 'scheme'],
  ['ftp://models.example/', 'scheme'],
  ['file:///etc/', 'scheme'],
  ['hf:/acme/weather', 'scheme'],
  ['hf://weather', 'malformed'],
  ['hf://datasets/acme/weather', 'malformed'],
  ['hf://acme/..', 'malformed'],
  ['hf://acme/a..b', 'malformed'],
  ['hf://acme/weather@', 'malformed'],
  ['hf://acme/weather@../main', 'malformed'],
  ['hf://acme/weather@a b', 'malformed'],
  ['hf://acme/weather@a\u202eb', 'malformed'],
  ['hf://acme/weather@v1?x', 'malformed'],
  ['hf://acme/weather/config.json', 'malformed'],
  ['hf://me:secret@acme/weather', 'credentials'],
  ['https://huggingface.co/acme', 'malformed'],
  ['https://huggingface.co/acme/weather/blob/main/a.bin', 'malformed'],
  ['https://huggingface.co/acme/weather/tree/main/part', 'malformed'],
  ['https://huggingface.co/acme/weather/tree/%ff', 'malformed'],
  ['http://huggingface.co/acme/weather', 'not-https'],
  ['http://models.example/', 'not-https'],
  ['http://127.0.0.1.models.example/', 'not-https'],
  ['https://me:secret@models.example/', 'credentials'],
  ['https://me@models.example/', 'credentials'],
  ['https://models.example/?key=1', 'malformed'],
  ['https://models.example/#a', 'malformed'],
  ['https://', 'malformed'],
  ['https://models example/', 'malformed'],
  ['oci://ghcr.io', 'malformed'],
  ['oci://ghcr.io/Acme/weather', 'malformed'],
  ['oci://ghcr.io/acme//weather', 'malformed'],
  ['oci://ghcr.io/../weather', 'malformed'],
  ['oci://ghcr.io/acme/weather:', 'malformed'],
  ['oci://ghcr.io/acme/weather@sha256:ab', 'malformed'],
  ['oci://ghcr.io:99999/weather', 'malformed'],
  ['oci://me:secret@ghcr.io/weather', 'credentials'],
  [`hf://acme/${'a'.repeat(2000)}`, 'too-long'],
])('not %s', (address, problem) => {
  expect(read(address)).toBe(problem);
});

test('a secret that somebody wrote into an address goes into no report', () => {
  const reasons = ['https://me:secret@models.example/', 'hf://me:secret@acme/weather'].map((address) => {
    try {
      return parseAddress(address);
    } catch (error) {
      return error instanceof RemoteFault ? error.reason : error;
    }
  });
  expect(JSON.stringify(reasons)).not.toContain('secret');
});

test('a name that is hard to split takes no longer than its length', () => {
  const started = performance.now();
  expect(read(`oci://a/${'a-'.repeat(950)}`)).toBe('malformed');
  expect(performance.now() - started).toBeLessThan(500);
});

test.each([
  ['https://ghp_secret@models.example/', 'https://…@models.example/'],
  ['oci://secret@ghcr.io/weather', 'oci://…@ghcr.io/weather'],
  ['ftp:\\\\me:secret@models.example', 'ftp:\\\\…@models.example'],
  ['https://models.example/weather/?X-Signature=secret', 'https://models.example/weather/?…'],
  ['hf://weather@main', 'hf://weather@main'],
])('a report about %s has no secret', (address, shown) => {
  expect(() => parseAddress(address)).toThrow(RemoteFault);
  try {
    parseAddress(address);
  } catch (error) {
    expect(error).toMatchObject({ reason: { address: shown } });
  }
});
