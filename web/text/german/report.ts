import type { Catalogue } from '../english.js';
import { files, format } from './format.js';

export const report: Catalogue['report'] = {
  sample: 'BEISPIEL von Touchstone, kein echtes Modell: Unterzeichner und Vertrauensanker sind erfunden.',
  model: 'Modell',
  checked: 'Geprüft',
  unnamed: 'ohne Namen',
  what: (name, fileCount, totalBytes) => `${name} (${files(fileCount)}, ${format.bytes(totalBytes)})`,
  nobody: 'Erwartet: niemand mit Namen',
  trusted: 'Vertraut wird',
  sources: {
    embedded: 'eingebaut',
    refreshed: 'aktualisiert',
    supplied: 'von Ihnen angegeben',
    bundle: 'mit der Signatur gekommen',
    none: 'nichts',
  },
  why: 'Warum, und was zu tun ist',
  signed: 'Was signiert wurde',
  signedFiles: 'Signierte Dateien',
  unnamedFile: 'eine Datei ohne Namen',
  unlisted: (count) => `und ${format.count(count)}, die der Bericht nicht aufführt`,
  statement: 'Was in der Erklärung steht, wie ihr Unterzeichner sagt',
  differing: 'Dateien, die nicht übereinstimmen',
  leftOut: 'Ausgelassen',
  notChecked: 'Nicht geprüft',
  notes: 'Außerdem gefunden',
  more: (count) => `und ${format.count(count)} weitere, im JSON-Bericht`,
  checkedAt: (time, tool) => `Geprüft am ${time} mit ${tool}.`,
};
