import type { Pin, RememberedCheck } from '../../src/index.js';

const AT = '2026-03-01T12:00:00.000Z';

export function pinCalled(name: string, more: Partial<Pin> = {}): Pin {
  return {
    name,
    scope: { kind: 'models', names: [`${name}-model`] },
    signer: { method: 'sigstore', identity: `${name}@pins.example`, issuer: 'https://issuer.example' },
    pinnedAt: AT,
    isConfirmed: true,
    earlier: [],
    ...more,
  };
}

export function checkNumber(number: number, more: Partial<RememberedCheck> = {}): RememberedCheck {
  const counts = { changed: 0, missing: 0, unsigned: 0, unreadable: 0, changedDuringCheck: 0, ignored: 0 };
  return {
    id: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
    checkedAt: new Date(Date.parse(AT) + number * 60_000).toISOString(),
    tool: '0.1.0',
    model: `model-${String(number)}`,
    label: `model-${String(number)}`,
    verdict: 'verified',
    signer: { method: 'sigstore', identity: 'signer@pins.example', issuer: 'https://issuer.example' },
    rootDigest: null,
    bundleSha256: 'ab'.repeat(32),
    files: { here: 3, signed: 2, matching: 2, ...counts },
    totalBytes: 1234,
    durationMs: 56,
    isSample: false,
    reportSha256: null,
    ...more,
  };
}

/** What the page exports. */
export function memoryFile(pins: readonly Pin[], checks: readonly RememberedCheck[] = []): string {
  return JSON.stringify({
    format: 'touchstone-memory',
    schemaVersion: 1,
    exportedAt: AT,
    pins: pins.map((pin) => ({ pin, isOfSample: false })),
    checks: checks.map((check) => ({ check, report: null })),
  });
}
