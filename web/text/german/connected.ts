import { code } from '../../lib/sentence.js';
import type { Catalogue } from '../english.js';

export const connected: Catalogue['connected'] = {
  documentTitle: 'Modelle und Vertrauen von anderswo · Touchstone',
  only: 'Nur diese Seite von Touchstone verbindet sich mit jemand anderem, und das erst, wenn Sie auf einen Knopf drücken.',
  title: 'Vertrauen vom öffentlichen Sigstore',
  back: 'Zurück zu Touchstone',
  lead: 'Welche Stellen und Logs zählen, auf dem Stand von heute. Es gilt für alle Prüfungen in diesem Browser.',
  whom: 'Mit wem sie sich verbindet',
  host: (host) => [
    code(host),
    ': Dort veröffentlicht der öffentliche Sigstore, wem zu vertrauen ist. Ihr Browser lässt diese Seite Server im Internet fragen; alle anderen Teile von Touchstone dürfen nur den fragen, von dem sie kamen.',
  ],
  what: 'Was geholt wird',
  files:
    'Öffentliche Dateien, für alle dieselben: welche Stellen und Logs der öffentliche Sigstore benutzt, und Signaturen darüber.',
  learns: 'Was die andere Seite erfährt',
  learned:
    'Dass jemand gefragt hat, wann, von welcher Netzadresse, mit welchem Browser und in welcher Sprache, und bei wem diese Seite liegt. Keine Datei, kein Name und kein Ergebnis einer Prüfung wird gesendet.',
  button: (host) => `Die aktuelle Vertrauenswurzel von ${host} holen`,
  asking: 'Die Anfrage läuft …',
  askingFor: 'Wird geholt und geprüft:',
  cancel: 'Abbrechen',
  done: (version) =>
    `Auf dem neuesten Stand: Alles ist mit den Schlüsseln signiert, die diese Seite kennt (Anker in Fassung ${String(version)}).`,
  toTrust: 'Ansehen, wessen Wort jetzt zählt',
  notUpdated: 'Es wurde nichts aktualisiert.',
  broken: 'Diese Seite konnte nicht vollständig geladen werden. Laden Sie sie mit Netz noch einmal.',
  fleeting:
    'Dieser Browser bewahrt für diese Seite nichts auf: Was geholt wurde, ist beim Schließen verloren, und die Seite, die prüft, sieht es nicht.',
  why: {
    offline: 'Ihr Browser sagt, dass er kein Netz hat. Versuchen Sie es mit Netz noch einmal.',
    blocked:
      'Die Regeln, die mit der Seite geschickt werden, verbieten es. Wer die Seite betreibt, kann das beheben: connected.html braucht eine eigene Content-Security-Policy.',
  },
  framed: {
    title: 'Diese Seite läuft nicht innerhalb einer anderen',
    detail: 'Wer sie dort zeigt, könnte Sie den Knopf drücken lassen, ohne dass Sie es wissen.',
    open: 'Für sich allein öffnen',
  },
};
