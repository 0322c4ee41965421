import type { pictures as english } from '../english/pictures.js';
import { format } from './format.js';

export const pictures: typeof english = {
  chain: 'Wer für wen bürgt',
  authority: 'Zertifizierungsstelle',
  between: 'Stelle dazwischen',
  signer: 'Unterzeichner',
  signature: 'Signatur über das Modell',
  vouches: 'bürgt für',
  made: 'hat erstellt',
  unnamed: 'ohne Namen',
  validity: (from, until) => `${format.time(from)} bis ${format.time(until)}`,
  timeline: 'Was wann geschah',
  events: {
    'valid-from': 'Das Zertifikat des Unterzeichners beginnt zu gelten.',
    'valid-until': 'Das Zertifikat des Unterzeichners läuft ab.',
    logged: 'Ein Protokoll verzeichnete die Signatur',
    stamped: 'Ein Zeitstempeldienst bestätigte die Signatur',
    checked: 'Hier geprüft.',
  },
  held: 'während das Zertifikat galt',
  notHeld: 'außerhalb der Geltung des Zertifikats',
};
