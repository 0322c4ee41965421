import type { proof as english } from '../english/proof.js';

export const proof: typeof english = {
  title: 'So sehen Sie selbst, dass nichts hochgeladen wird',
  steps: [
    'Laden Sie diese Seite, schalten Sie dann das Netz ab (am Telefon: Flugmodus), und prüfen Sie Ihr Modell. Es geht genauso; sobald eine Kopie abgelegt ist, auch nach erneutem Laden.',
    'Oder öffnen Sie die Entwicklerwerkzeuge Ihres Browsers (F12, oder Strg+Umschalt+I; am Mac ⌥⌘I), wählen Sie „Netzwerk“, und prüfen Sie ein Modell: Während einer Prüfung wird nichts angefragt. Was vorher angefragt wird, sind nur Dateien dieser Seite.',
    'Klicken Sie dort auf die erste Zeile der Liste, und sehen Sie sich die Antwort-Header an, oder den Anfang des Quelltextes der Seite: „Content-Security-Policy“ ist eine Regel für Ihren Browser, die dieser Seite verbietet, mit anderen Seiten zu sprechen.',
    'Geben Sie in der Konsole der Entwicklerwerkzeuge fetch(`https://example.com`) ein: Ihr Browser weigert sich.',
  ],
};
