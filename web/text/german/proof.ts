import type { proof as english } from '../english/proof.js';

export const proof: typeof english = {
  title: 'So sehen Sie selbst, dass nichts hochgeladen wird',
  steps: [
    'Laden Sie diese Seite, warten Sie, bis in ihren letzten Zeilen steht, dass es auch ohne Netz geht, schalten Sie dann das Netz ab (am Telefon: Flugmodus), und prüfen Sie Ihr Modell. Es geht genauso; sobald eine Kopie abgelegt ist, auch nach erneutem Laden.',
    'Oder öffnen Sie die Entwicklerwerkzeuge Ihres Browsers (F12, oder Strg+Umschalt+I; am Mac ⌥⌘I), wählen Sie „Netzwerk“, und prüfen Sie ein eigenes Modell: Nichts wird angefragt. Nur die Beispiele werden geholt, von dort, woher die Seite kam.',
    'Laden Sie mit dieser Liste neu, klicken Sie auf ihre erste Zeile, und sehen Sie sich die Antwort-Header an, oder den Anfang des Quelltextes der Seite: „Content-Security-Policy“ ist eine Regel für Ihren Browser, die dieser Seite verbietet, mit anderen Seiten zu sprechen.',
    'Geben Sie in der Konsole der Entwicklerwerkzeuge fetch(`https://example.com`) ein: Ihr Browser weigert sich.',
  ],
};
