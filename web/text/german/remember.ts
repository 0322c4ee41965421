import { foreign } from '../../lib/sentence.js';
import type { Catalogue } from '../english.js';
import { files, format } from './format.js';
import { verdicts } from './verdict.js';

export const remember: Catalogue['remember'] = {
  choice: {
    binding: 'Wen ich mir für dieses Modell gemerkt habe',
    publishers: 'Einen Herausgeber, den ich mir gemerkt habe',
    hint: 'Die Signatur wird mit dem verglichen, was Sie sich gemerkt haben. Hat jemand anderes signiert, wird das laut gesagt.',
    publishersHint:
      'Hat ein Herausgeber signiert, den Sie sich gemerkt haben, wird er erkannt. Sonst wird niemand erwartet, und das Ergebnis kann nicht grün sein.',
  },
  since: (name, signer, at) => [
    foreign(name, 'strong'),
    ': ',
    foreign(signer),
    `, gemerkt am ${format.time(at)}`,
  ],
  claim: 'nur als Angabe, die niemand bestätigt hat',
  signer: {
    identity: (identity, issuer) => `${identity} (bestätigt von ${issuer})`,
    pattern: (pattern, issuer) => `jeder, der auf das Muster ${pattern} passt (bestätigt von ${issuer})`,
    authority: 'jeder, den eine Zertifizierungsstelle in der Datei beglaubigt hat',
    key: 'ein öffentlicher Schlüssel',
    certificate: (name) => `das Zertifikat von ${name}`,
    fingerprint: (hex) => `das Zertifikat ${hex}`,
  },
  damaged: (count) =>
    `${count === 1 ? 'Ein gemerkter Unterzeichner kann' : `${format.count(count)} gemerkte Unterzeichner können`} nicht verwendet werden: Was gespeichert ist, wurde verändert oder ist beschädigt. Sehen Sie unter „Gedächtnis“ nach, bevor Sie sich auf diese Prüfung verlassen.`,
  noMemory:
    'Dieser Browser bewahrt gerade nichts für diese Seite auf. Verglichen wird also nichts von dem, was Sie sich gemerkt haben.',
  title: 'Diesen Unterzeichner merken',
  why: 'Spätere Prüfungen erkennen ihn dann. Bei Modellen mit Namen sagen sie es auch laut, wenn jemand anderes signiert hat.',
  whyClaim:
    'Niemand hat bestätigt, dass dieser Unterzeichner zu erwarten ist. Wenn Sie ihn sich als Angabe merken, sagen spätere Prüfungen, ob es wieder derselbe ist; grün wird das Ergebnis allein davon nie.',
  name: 'Wie nennen Sie ihn?',
  nameHint: 'Etwa den Namen des Herausgebers. Nur Sie sehen ihn.',
  nameMissing: 'Schreiben Sie einen Namen.',
  scope: 'Für welche Modelle?',
  scopes: {
    model: (name) => ['Modelle namens ', foreign(name, 'strong')],
    modelHint: 'Signiert jemand anderes eines mit diesem Namen, ist das ein Widerspruch.',
    pattern: 'Modelle, deren Name auf ein Muster passt',
    patternHint:
      '„*“ steht für beliebige Zeichen außer „/“. Der ganze Name muss passen. Signiert jemand anderes eines mit diesem Namen, ist das ein Widerspruch.',
    publisher: 'Jedes Modell, das er signiert',
    publisherHint:
      'Das Ergebnis wird für jedes seiner Modelle grün, wie immer es heißt. Was andere signieren, ist kein Widerspruch. Wählen Sie das nur für jemanden, dem Sie bei allen seinen Modellen vertrauen.',
  },
  pattern: 'Muster für Namen',
  patternProblems: {
    empty: 'Schreiben Sie das Muster.',
    'too-long': 'Das ist zu lang.',
    'too-wide':
      'Darauf passen zu viele Namen. Schreiben Sie mindestens vier Zeichen hintereinander, die für sich selbst stehen.',
  },
  save: 'Merken',
  saveClaim: 'Als Angabe merken',
  saved: (name) => `Gemerkt als ${name}. Sie finden ihn unter „Gedächtnis“.`,
  already: {
    confirmed: (name, at) => `Diesen Unterzeichner haben Sie sich am ${format.time(at)} als ${name} gemerkt.`,
    claim: (name, at) =>
      `Diesen Unterzeichner haben Sie sich am ${format.time(at)} als ${name} gemerkt, aber nur als Angabe. Jetzt haben Sie selbst angegeben, wen Sie erwarten, und er ist es.`,
  },
  onlyClaim: 'Bestätigt hat ihn noch niemand.',
  confirm: 'Als bestätigt vermerken',
  confirmed: 'Als bestätigt vermerkt.',
  rotation: {
    title: 'Hat der Unterzeichner gewechselt?',
    text: (name) =>
      `Sie haben für diese Prüfung angegeben, wen Sie erwarten, und dieser hat signiert. Als ${name} haben Sie sich aber jemand anderen gemerkt. Wenn der Herausgeber Ihnen auf einem Weg, den Sie anderswoher kennen, gesagt hat, dass er jetzt so signiert, billigen Sie den Wechsel. Der frühere Unterzeichner bleibt vermerkt.`,
    approve: 'Den neuen Unterzeichner billigen',
    sayFirst:
      'Wenn der Herausgeber Ihnen gesagt hat, dass er jetzt mit einem anderen Namen oder Schlüssel signiert, geben Sie zuerst an, wen Sie erwarten: Drücken Sie „Ändern, wen Sie erwarten“. Dann können Sie den Wechsel hier billigen.',
  },
  last: {
    title: 'Seit der letzten Prüfung hier',
    at: (at, verdict) => `Zuletzt hier geprüft am ${format.time(at)}: ${verdicts[verdict]}.`,
    same: 'Seitdem hat sich keine Datei geändert.',
    unknown:
      'Was seitdem aus den Dateien geworden ist, ist nicht bekannt: Damals oder jetzt wurden sie nicht verglichen.',
    partly: (count) => `Nicht bekannt ist es bei: ${files(count)}.`,
    changed: (count) => `Seitdem geändert: ${files(count)}`,
    appeared: (count) => `Seitdem dazugekommen: ${files(count)}`,
    gone: (count) => `Seitdem verschwunden: ${files(count)}`,
    otherBundle: 'Es ist eine andere Signaturdatei als damals.',
    more: (count) => `und ${format.count(count)} weitere`,
    marks: { changed: 'geändert seit der letzten Prüfung', appeared: 'neu seit der letzten Prüfung' },
  },
  kept: 'Diese Prüfung steht im Verlauf auf diesem Gerät.',
  recent: {
    title: 'Zuletzt geprüfte Ordner',
    again: 'Noch einmal prüfen',
    used: (at) => `geprüft ${format.time(at)}`,
    remove: 'Vergessen',
    pick: 'Einen Ordner wählen, um wiederzukommen',
    pickNote:
      'Dieser Browser kann ihn bei einem späteren Besuch wieder öffnen, wenn Sie es erlauben. Verknüpfungen und einige ungewöhnliche Namen sieht er auf diesem Weg nicht.',
    faults: {
      gone: 'Diesen Ordner gibt es nicht mehr, oder er heißt jetzt anders.',
      denied:
        'Der Browser durfte diesen Ordner nicht lesen. Drücken Sie den Knopf noch einmal, und erlauben Sie es.',
    },
    refused: 'Der Browser gibt diesen Ordner nicht heraus. Wählen Sie ihn mit dem Knopf oben.',
  },
};
