import { quote } from '../../../src/index.js';
import { foreign } from '../../lib/sentence.js';
import type { Catalogue } from '../english.js';
import { counted, format } from './format.js';

export const organisation: Catalogue['organisation'] = {
  title: 'Die Erwartungen Ihrer Organisation',
  note: 'In einer Datei kann stehen, wer nach dem Willen Ihrer Organisation welche Modelle signiert haben soll. Holen Sie die Datei bei denen, die sie pflegen, und nicht zusammen mit einem Modell.',
  none: 'Es wird keine solche Datei verwendet.',
  used: (name) => ['Geprüft wird nach dem, was ', foreign(name, 'strong'), ' erwartet'],
  lastSeen: (at) =>
    `Diese Website ist nicht erreichbar. Wen ihr Betreiber erwartet, gilt so, wie es zuletzt zu sehen war, am ${format.time(at)}; was seither zurückgenommen wurde, ist nicht bekannt.`,
  ofSite: 'Die Verwaltung dieser Website hat das so eingerichtet.',
  ofYou: (at) => `Sie haben sie am ${format.time(at)} geladen.`,
  file: 'Datei',
  entries: 'Einträge',
  entry: ({ id, scope, signers }) => {
    const who = counted(signers.length, 'Unterzeichner', 'Unterzeichner');
    switch (scope.kind) {
      case 'models':
        return [
          foreign(id, 'strong'),
          ': Modelle namens ',
          foreign(scope.names.map(quote).join(', ')),
          ` (${who})`,
        ];
      case 'digests':
        return [
          foreign(id, 'strong'),
          `: ${counted(scope.rootDigests.length, 'Modell', 'Modelle')} nach Prüfsumme (${who})`,
        ];
      case 'publisher':
        return [foreign(id, 'strong'), ': was immer ', foreign(scope.publisher), ` signiert (${who})`];
    }
  },
  more: (count) => `und ${format.count(count)} weitere`,
  inForce: 'In Kraft',
  period: (from, until) => {
    if (from === null && until === null) return 'immer';
    if (until === null) return `ab ${format.time(from ?? '')}`;
    return from === null ? `bis ${format.time(until)}` : `von ${format.time(from)} bis ${format.time(until)}`;
  },
  signature: 'Signatur',
  unsigned: 'keine dabei',
  signedBy: (name) => `von ${name}; diesen Unterzeichner haben Sie sich gemerkt`,
  offered: (name) => ['Nach dem prüfen, was ', foreign(name, 'strong'), ' erwartet?'],
  ask: 'Wer diese Datei geschrieben hat, bestimmt, bei welchen Unterzeichnern das Ergebnis grün wird. Verwenden Sie sie nur, wenn Sie sie von Ihrer Organisation haben.',
  over: 'Nichts darin ist noch in Kraft: Die Zeit ist abgelaufen. Fragen Sie nach der jetzigen Datei.',
  dismissed: 'Die Datei wird nicht verwendet.',
  noLongerSigned:
    'Die bisher verwendete Datei war von jemandem signiert, den Sie sich gemerkt haben. Diese hat keine Signatur.',
  accept: 'Danach prüfen',
  cancel: 'Nicht verwenden',
  accepted: 'Geprüft wird jetzt nach dieser Datei.',
  removed: 'Diese Datei wird nicht mehr verwendet.',
  remove: 'Nicht mehr verwenden',
  refused: (file) => [foreign(file, 'mono'), ' wurde nicht angenommen.'],
  refusedSignature:
    'Daneben lag eine Signatur, aber sie ist von niemandem, den Sie sich als bestätigt gemerkt haben. Prüfen Sie zuerst die Datei für sich und merken Sie sich ihren Unterzeichner; oder wählen Sie sie ohne die Signatur. Die Prüfung ergab:',
  dismiss: 'Schließen',
  siteProblem:
    'Die Verwaltung dieser Website hat eine Datei mit Erwartungen eingerichtet, die nicht verwendet werden kann.',
  siteTrust:
    'Wer diese Seite betreibt, hat einen Ordner mit dem Vertrauen für Sigstore genannt, der nicht auf ihr liegt. Er wird nicht benutzt.',
  unreachable: 'Sie ließ sich nicht laden.',
  missing: {
    own: 'Die Datei mit Erwartungen, die Sie geladen haben, kann nicht mehr verwendet werden; verglichen wurde also nichts damit. Sehen Sie unter „Gedächtnis“ nach.',
    site: 'Wen die Verwaltung dieser Website erwartet, ließ sich nicht lesen; verglichen wurde also nichts damit. Sehen Sie unter „Gedächtnis“ nach.',
  },
  replaces: (name) => ['Sie tritt an die Stelle der bisher verwendeten von ', foreign(name, 'strong'), '.'],
  damaged:
    'Die gespeicherte Datei mit Erwartungen ist nicht so, wie diese Seite sie hinterlassen hat. Sie wird nicht verwendet: Laden Sie sie noch einmal von dort, wo Sie sie haben.',
  load: 'Eine Datei mit Erwartungen wählen',
  loadNote: 'JSON. Wählen oder ziehen Sie ihre Signaturdatei zusammen mit ihr hierher, wenn es eine gibt.',
  choice: {
    label: (name) => `Wen ${name} erwartet`,
    hint: 'Nach der Datei mit Erwartungen, die Sie geladen haben. Darin steht auch, was sonst noch gelten muss, etwa welche Dateitypen erlaubt sind.',
    hintOfSite:
      'Nach der Datei mit Erwartungen dieser Website. Darin steht auch, was sonst noch gelten muss, etwa welche Dateitypen erlaubt sind.',
  },
};
