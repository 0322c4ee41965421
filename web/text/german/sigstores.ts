import { code, foreign } from '../../lib/sentence.js';
import type { Catalogue } from '../english.js';

export const sigstores: Catalogue['sigstores'] = {
  legend: 'Welches Sigstore',
  note: 'Wer für diese Identität bürgen darf. Fragen Sie den Herausgeber, wenn Sie es nicht wissen.',
  public: 'Das öffentliche Sigstore (eingebaut)',
  byYou: '(von Ihnen installiert)',
  gone: '(nicht mehr installiert)',
  another: 'Ein anderes Sigstore verwenden',
  forThisVisit: ', nur für diesen Besuch',
  ofOrganisation: [
    'Eine Organisation, die ein eigenes Sigstore betreibt, veröffentlicht eine Vertrauensanker-Datei (',
    code('trusted_root.json'),
    '). Wenn Sie diese Seite schließen, vergisst sie die Datei.',
  ],
  file: 'Vertrauensanker-Datei',
  ofSample: (file) => `${file} des Beispiels`,
  undo: 'Entfernen rückgängig machen',
  deleteDamaged: 'Löschen, was nicht gelesen werden konnte',
  said: {
    installed: (name) => `${name} ist installiert und ausgewählt.`,
    removed: (name, wasChosen) =>
      `${name} ist entfernt.${wasChosen ? ' Ausgewählt ist jetzt das öffentliche Sigstore.' : ''}`,
    back: (name, isChosen) => `${name} ist wieder da${isChosen ? ' und ausgewählt' : ''}.`,
  },
  storage: {
    'not-kept':
      'Dieser Browser lässt die Seite nichts aufheben oder hat keinen Platz mehr dafür. Was Sie installieren, bleibt nur, bis Sie die Seite schließen.',
    damaged:
      'Unter den installierten Sigstores konnte etwas nicht gelesen werden und wurde ausgelassen. Wenn eines fehlt, installieren Sie es noch einmal.',
    'not-removed':
      'Dieser Browser ließ die Seite es nicht endgültig entfernen: Wenn Sie die Seite neu öffnen, ist es wieder da.',
  },
  look: (name) => [foreign(name), ' ansehen'],
};

export const install: Catalogue['install'] = {
  title: 'Ein Sigstore installieren',
  full: (most) => `${String(most)} sind installiert. Entfernen Sie zuerst eines.`,
  warning:
    'Wer diese Datei geschrieben hat, kann für jeden bürgen, in jeder Prüfung, für die Sie sie wählen. Beziehen Sie sie von denen, die dieses Sigstore betreiben, und von niemandem sonst.',
  note: [
    'Eine Vertrauensanker-Datei (',
    code('trusted_root.json'),
    ') oder eine Client-Konfiguration, die eine solche enthält (client trust config). Sie bleibt in diesem Browser, auf diesem Gerät, bis Sie sie entfernen.',
  ],
  file: 'Datei des Sigstore, das Sie installieren',
  preview: 'Was diese Datei sagt',
  says: (file) => ['Was ', foreign(file, 'mono'), ' sagt:'],
  name: 'Ihr Name dafür',
  nameHint: 'Er steht bei jedem Ergebnis, das sich auf dieses Sigstore stützt.',
  button: 'Installieren',
  noFile: 'Wählen Sie die Datei dieses Sigstore.',
  tooLarge: 'Diese Datei ist größer als jede Vertrauensanker-Datei. Wählen Sie eine andere.',
  names: {
    none: 'Geben Sie einen Namen an, unter dem Sie dieses Sigstore wiedererkennen.',
    long: (most) => `Geben Sie einen kürzeren Namen an: höchstens ${String(most)} Zeichen.`,
    public: 'Das öffentliche Sigstore ist eingebaut. Geben Sie einen anderen Namen an.',
    unseen: 'In diesem Namen ist etwas, das man nicht sieht. Schreiben Sie ihn neu.',
    taken:
      'Unter diesem Namen ist ein anderes Sigstore installiert. Geben Sie einen anderen Namen an, oder entfernen Sie zuerst jenes.',
  },
};

export const root: Catalogue['root'] = {
  reading: 'Sie wird gelesen.',
  broken: 'Sie konnte nicht gelesen werden. Laden Sie die Seite neu, und versuchen Sie es noch einmal.',
  certificateAuthorities: 'Zertifizierungsstellen',
  logs: 'Transparenzprotokolle für Signaturen',
  ctLogs: 'Transparenzprotokolle für Zertifikate',
  timestampAuthorities: 'Zeitstempeldienste',
  sha256: 'SHA-256 der Datei',
  unusable: 'Nicht verwendbar',
  none: 'keine',
  unnamed: 'ohne Namen',
};
