import { foreign } from '../../lib/sentence.js';
import type { Catalogue } from '../english.js';

export const link: Catalogue['link'] = {
  title: 'Der Link, der diese Seite geöffnet hat, sagt',
  note: 'Einen solchen Link kann jeder schreiben. Nichts davon ist geprüft, und nichts davon gilt als Ihr Wort.',
  noteAfter: 'Einen solchen Link kann jeder schreiben, und nichts davon gilt als Ihr Wort.',
  terms: {
    model: 'Das Modell heißt',
    identity: 'Signiert von',
    issuer: 'Bestätigt von',
    bundle: 'Die Signatur',
  },
  held: 'steht im Link selbst',
  nothing: 'Nichts, womit diese Seite etwas anfangen kann.',
  otherModel: (link, chosen) => [
    'Im Link geht es um ',
    foreign(link),
    '; was Sie gewählt haben, heißt ',
    foreign(chosen),
    '. Vielleicht ist es ein anderes Modell.',
  ],
  ofSample: 'Um das Beispiel geht es im Link nicht, deshalb wird dafür nichts aus dem Link verwendet.',
  half: {
    identity: 'Er sagt nicht, wer diesen Namen bestätigt, deshalb wird damit nichts verglichen.',
    issuer: 'Er nennt niemanden, den dieser Dienst bestätigt hätte, deshalb wird damit nichts verglichen.',
  },
  open: 'Von dort holen (öffnet eine andere Website)',
  missingBundle: {
    elsewhere:
      'Diese Seite fragt nur dort an, woher sie selbst kommt, und hat die Signatur deshalb nicht geholt. Holen Sie sie selbst, und wählen Sie sie hier zusammen mit dem Modell.',
    missing:
      'Unter dieser Adresse liegt keine Signatur. Fragen Sie dort nach, wo Sie den Link gefunden haben.',
    refused:
      'Der Server hat die Signatur nicht herausgegeben. Fragen Sie dort nach, wo Sie den Link gefunden haben.',
    unreachable:
      'Die Signatur war nicht zu holen, oder es dauerte zu lange. Holen Sie sie selbst, und wählen Sie sie hier zusammen mit dem Modell.',
    'too-large':
      'Was dort liegt, ist größer als alles, was diese Seite holt. Holen Sie es selbst, und wählen Sie es hier zusammen mit dem Modell.',
    unreadable:
      'Die Signatur im Link ist beschädigt oder zu groß. Fragen Sie dort nach, wo Sie den Link gefunden haben.',
  },
  faults: {
    title: 'Aus dem Link nicht übernommen:',
    'too-long': 'alles: Er ist länger als jeder Link von uns',
    unknown: (name) => `${name}, was diese Seite nicht kennt`,
    unreadable: (name) => `${name}: nicht so kodiert, wie es sein muss`,
    empty: (name) => `${name}: ist leer`,
    twice: (name) => `${name}: steht mehrmals da`,
    'value-too-long': (name) => `${name}: ist zu lang`,
    control: (name) => `${name}: enthält ein Steuerzeichen`,
    'bundle-address':
      'bundle: weder eine https-Adresse noch eine Signatur in einer Form, die diese Seite liest',
  },
  forget: 'Den Link vergessen',
  waiting:
    'Inzwischen wurde ein anderer Link geöffnet. Er wird gelesen, wenn Sie neu beginnen; was Sie eingegeben haben, bleibt.',
  takeWaiting: 'Mit dem anderen Link neu beginnen',
  choice: {
    label: 'Wen der Link nennt',
    hint: (identity, issuer) => [
      foreign(identity),
      ', bestätigt von ',
      foreign(issuer),
      '. Zeigt, ob dieser Unterzeichner signiert hat. Das Ergebnis kann nicht grün sein: Finden Sie dafür selbst heraus, wen Sie erwarten, und sagen Sie es unten.',
    ],
  },
};
