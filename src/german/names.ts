import type { Named } from '../headline-signer.js';
import { quote, shortKey } from '../quote.js';

/** Which form a sentence needs. */
type Case = 'nominative' | 'accusative' | 'dative';

const HOLDER: Readonly<Record<Case, string>> = {
  nominative: 'der Inhaber',
  accusative: 'den Inhaber',
  dative: 'dem Inhaber',
};

const SOMEBODY: Readonly<Record<Case, string>> = {
  nominative: 'jemand',
  accusative: 'jemanden',
  dative: 'jemandem',
};

export function nameOf(named: Named, its: Case): string {
  switch (named.kind) {
    case 'name':
      return quote(named.name);
    case 'unnamed-certificate':
      return `${its === 'dative' ? 'einem' : 'ein'} Zertifikat ohne Namen`;
    case 'key':
      return `${HOLDER[its]} des Schlüssels ${shortKey(named.key)}`;
    case 'somebody':
      return SOMEBODY[its];
  }
}

/** Where a sentence begins. An identity keeps its spelling; only our own words begin with a capital. */
export function capital(named: Named): string {
  const name = nameOf(named, 'nominative');
  return named.kind === 'name' ? name : name.charAt(0).toUpperCase() + name.slice(1);
}
