import type { browse as english } from '../english/browse.js';
import { format } from './format.js';

export const browse: typeof english = {
  show: 'Ansicht',
  list: 'Liste',
  folders: 'Ordner',
  onlyTrouble: (count) => `Nur Abweichungen (${format.count(count)})`,
  folder: (fileCount) => (fileCount === 1 ? '1 Datei' : `${format.count(fileCount)} Dateien`),
  trouble: (count) => (count === 1 ? '1 weicht ab' : `${format.count(count)} weichen ab`),
  skip: 'Dateien überspringen',
  scroll: 'Dateien; mit den Pfeiltasten blättern',
  nothing: 'Keine Datei heißt so.',
  preparing: 'Die Dateien werden in Ordner sortiert.',
  copy: 'Kopieren',
  copyDigest: (path) => `die Prüfsumme von ${path}`,
  copySigned: (path) => `die signierte Prüfsumme von ${path}`,
  copyHere: (path) => `die hiesige Prüfsumme von ${path}`,
  copied: 'Kopiert.',
};
