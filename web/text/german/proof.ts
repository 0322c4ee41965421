import type { proof as english } from '../english/proof.js';

export const proof: typeof english = {
  title: 'So sehen Sie selbst, dass nichts hochgeladen wird',
  steps: [
    'Laden Sie diese Seite, schalten Sie dann das Netz ab (am Telefon: Flugmodus), und prüfen Sie Ihr Modell. Es geht genauso.',
    'Oder öffnen Sie vor der Prüfung die Entwicklerwerkzeuge Ihres Browsers, und sehen Sie sich das Netzwerk an: Während einer Prüfung wird nichts angefragt.',
    'Die Seite trägt eine Regel für Ihren Browser, die ihr verbietet, mit anderen Seiten zu sprechen: Suchen Sie am Anfang ihres Quelltextes nach „Content-Security-Policy“.',
  ],
};
