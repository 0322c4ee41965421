import type { PredicateName } from '../claim-facts.js';
import { quote } from '../quote.js';

/** With its version, where it has one. */
export function predicateName(name: string): string {
  const known = Object.entries(NAMES).find(([english]) => name === english || name.startsWith(`${english} `));
  // A report may come from a later version.
  return known === undefined ? quote(name) : `${known[1]}${name.slice(known[0].length)}`;
}

const NAMES: Readonly<Record<PredicateName, string>> = {
  'SLSA provenance': 'SLSA-Herkunftsnachweis',
  'SLSA verification summary': 'SLSA-Prüfbericht',
  'npm publish attestation': 'npm-Veröffentlichungsnachweis',
  'test result': 'Testergebnis',
  'release attestation': 'Nachweis einer Veröffentlichung',
  'vulnerability scan': 'Suche nach Schwachstellen',
  'in-toto link': 'in-toto-Arbeitsschritt',
  'SPDX bill of materials': 'SPDX-Stückliste',
  'CycloneDX bill of materials': 'CycloneDX-Stückliste',
  'cosign attestation': 'cosign-Nachweis',
  'cosign signature': 'cosign-Signatur',
};
