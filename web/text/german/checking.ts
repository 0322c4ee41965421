import type { Catalogue } from '../english.js';
import { files, format } from './format.js';

export const reading: Catalogue['reading'] = {
  title: 'Was Sie gewählt haben, wird angesehen',
  listing: 'Dateien werden aufgelistet, und eine Signatur wird gesucht.',
  soFar: (fileCount) => `Bisher ${files(fileCount)}.`,
  cancel: 'Abbrechen',
};

export const checking: Catalogue['checking'] = {
  titles: {
    listing: 'Die Dateien werden aufgelistet',
    signature: 'Die Signatur wird geprüft',
    hashing: 'Die Dateien werden mit dem verglichen, was signiert wurde',
    'looking-again': 'Zweiter Blick: Hat sich inzwischen eine Datei verändert?',
  },
  files: 'Dateien',
  data: 'Daten',
  speed: 'Geschwindigkeit',
  timeLeft: 'Restzeit',
  filesDone: (done, total) =>
    `${format.count(done)} von ${format.count(total)} ${total === 1 ? 'Datei' : 'Dateien'}.`,
  of: (done, total) => `${done} von ${total}`,
  measuring: 'wird gemessen',
  estimating: 'wird geschätzt',
  slow: 'Die Dateien kommen langsam. Solche in der Cloud werden beim Lesen heruntergeladen, und externe Festplatten und Netze brauchen ihre Zeit. Sie können abbrechen, das Modell auf dieses Gerät kopieren und dort prüfen.',
  current: 'Dateien in Arbeit',
  tellMe: 'Benachrichtigen, wenn es fertig ist',
  willTell: 'Ihr Browser meldet sich, wenn es fertig ist.',
  willNotTell:
    'Ihr Browser lässt nicht zu, dass diese Seite sich meldet. Am Reiter sehen Sie, wie weit sie ist.',
};
