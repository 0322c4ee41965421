import { code } from '../../lib/sentence.js';
import type { Catalogue } from '../english.js';

export const record: Catalogue['record'] = {
  title: 'Ein Protokoll mit eigenem Schlüssel signieren',
  note: 'Ein Schlüssel sagt „dieser Browser auf diesem Rechner“ und nicht mehr: Wer diesen Browser benutzt, kann mit ihm signieren. Seine private Hälfte lässt sich nicht auslesen und nicht kopieren, auch nicht von Ihnen. Wer den Speicher des Browsers leert, verliert ihn.',
  sample: 'Geprüft wurde das Beispiel; das belegt nichts. Hier gibt es nichts zu signieren.',
  name: 'Name Ihrer Organisation',
  nameHint: 'Er steht in jedem Protokoll, als Ihre eigene Angabe.',
  names: {
    none: 'Schreiben Sie den Namen Ihrer Organisation.',
    long: 'Schreiben Sie einen kürzeren Namen.',
    unseen: 'Etwas in diesem Namen ist nicht zu sehen. Schreiben Sie ihn neu.',
  },
  make: 'Einen Schlüssel erzeugen',
  organisation: 'Als Organisation',
  madeAt: 'Erzeugt',
  fingerprint: 'Fingerabdruck',
  savePublic: 'Öffentlichen Schlüssel speichern (PEM)',
  publicNote:
    'Andere prüfen Ihre Protokolle mit dem öffentlichen Schlüssel. Geben Sie ihn selbst weiter, auf einem Weg, dem sie trauen, und vergleichen Sie mit ihnen den Fingerabdruck. Einer, der mit einem Protokoll mitkommt, beweist nichts.',
  sign: 'Den Bericht signieren',
  signed: 'Signiert. Speichern Sie beide Dateien und bewahren Sie sie zusammen auf.',
  saveReport: 'Bericht speichern',
  saveRecord: 'Protokoll speichern',
  verify: (report) => [
    'Andere prüfen es auf dieser Seite, mit dem Bericht als Datei und dem Protokoll als Signatur dazu, oder mit dem Befehl: ',
    code(`touchstone verify key ${report} --signature ${report}.sigstore.json --public-key record-key.pem`),
  ],
  remove: 'Den Schlüssel löschen',
  removeAsked:
    'Den Schlüssel endgültig löschen? Protokolle, die er signiert hat, lassen sich weiterhin prüfen. Er ist nicht wiederzubekommen: Der nächste ist ein anderer.',
  removeYes: 'Löschen',
  removeNo: 'Behalten',
  removed: 'Der Schlüssel wurde gelöscht.',
  problems: {
    'no-crypto':
      'Der Browser bietet Kryptographie nur Seiten, die über HTTPS oder von diesem Rechner kommen. Öffnen Sie diese Seite so.',
    'no-storage':
      'Der Browser lässt diese Seite keinen Schlüssel behalten, etwa in einem privaten Fenster. Nehmen Sie ein gewöhnliches, oder speichern Sie den Bericht und signieren Sie ihn mit einem anderen Werkzeug.',
    'not-kept':
      'Der Browser hat den Schlüssel nicht behalten: Es fehlt an Platz, oder dies ist ein privates Fenster. Es wurde keiner erzeugt. Schaffen Sie Platz, oder nehmen Sie ein gewöhnliches Fenster.',
    damaged:
      'Was hier aufbewahrt ist, ist kein Schlüssel, den diese Seite benutzen kann. Löschen Sie es und erzeugen Sie einen anderen; Protokolle, die er signiert hat, lassen sich weiterhin prüfen.',
    failed:
      'Der Bericht ließ sich nicht signieren. Laden Sie die Seite neu und versuchen Sie es noch einmal.',
  },
};
