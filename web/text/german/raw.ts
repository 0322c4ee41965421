import type { Catalogue } from '../english.js';
import { format } from './format.js';

export const raw: Catalogue['raw'] = {
  bundle: {
    title: 'Die Signaturdatei',
    region: 'Die Signaturdatei als Text',
    copy: 'der Signaturdatei',
  },
  statement: {
    title: 'Die signierte Erklärung',
    region: 'Die signierte Erklärung als Text',
    copy: 'der signierten Erklärung',
  },
  reading: 'Die Signaturdatei wird gelesen.',
  compared: 'Aus der Datei, die geprüft wurde: Ihre SHA-256-Prüfsumme ist noch dieselbe.',
  notCompared:
    'Im Bericht steht keine SHA-256-Prüfsumme dazu, mit der zu vergleichen wäre. Das ist, was jetzt in der Datei steht.',
  laidOut:
    'Zeilenumbrüche und Einrückungen sind von dieser Seite; „Kopieren“ liefert den Text so, wie er geschrieben wurde.',
  cut: 'Das ist nur der Anfang; „Kopieren“ liefert den ganzen Text.',
  tooLong: (bytes) =>
    `Die Signaturdatei ist ${format.bytes(bytes)} groß. Das ist zu viel, um sie hier zu zeigen; in einem Editor lässt sie sich öffnen.`,
  changed:
    'Die Signaturdatei ist jetzt eine andere als die geprüfte: Ihre SHA-256-Prüfsumme weicht ab. Nichts davon wird gezeigt.',
  chooseAgain: 'Das Modell und seine Signatur noch einmal wählen und prüfen.',
  empty: 'Es steht nichts darin.',
  notText: 'Das ist kein Text (UTF-8) und kann hier nicht gezeigt werden.',
  noStatement: 'In dieser Signaturdatei steht keine Erklärung.',
  copy: 'Kopieren',
  copied: 'Kopiert.',
  denied:
    'Der Browser lässt diese Seite nicht kopieren. Die Signaturdatei lässt sich in einem Editor öffnen.',
};
