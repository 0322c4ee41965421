import { foreign } from '../../lib/sentence.js';
import type { Catalogue } from '../english.js';
import { counted, files, format } from './format.js';

const signers = (count: number): string => counted(count, 'Unterzeichner', 'Unterzeichner');
const checks = (count: number): string => counted(count, 'Prüfung', 'Prüfungen');
const reports = (count: number): string => counted(count, 'Bericht', 'Berichte');

const CHANGED = 'Jemand hat sie verändert: Speichern Sie sie am Ursprungsort neu.';
const THE_EXPORTED = 'Wählen Sie die Datei, die Sie selbst gespeichert haben.';
const SEAL = 'Das Siegel hält nicht: Etwas daran wurde verändert.';
const NOT_READABLE = 'Es ist nicht lesbar.';

export const memory: Catalogue['memory'] = {
  link: 'Gedächtnis',
  back: 'Zurück zum Prüfen',
  title: 'Gedächtnis',
  lead: 'Unterzeichner, die Sie sich merken ließen, und was hier geprüft wurde. Es liegt in diesem Browser auf Ihrem Gerät und wird nirgendwohin gesendet.',
  loading: 'Es wird nachgesehen, was aufbewahrt ist.',
  again: 'Noch einmal versuchen',
  removed: (name) => [foreign(name, 'strong'), ' ist nicht mehr gemerkt.'],
  restored: (name) => [foreign(name, 'strong'), ' ist wieder gemerkt.'],
  undo: 'Rückgängig machen',
  cancel: 'Abbrechen',
  pins: {
    title: 'Gemerkte Unterzeichner',
    none: 'Noch keine. Nach einer Prüfung können Sie sich den Unterzeichner merken lassen.',
    count: (count) => counted(count, 'gemerkter Unterzeichner', 'gemerkte Unterzeichner'),
    full: (most) =>
      `Es sind ${format.count(most)}, und mehr werden nicht aufbewahrt. Löschen Sie einige, die Sie nicht mehr brauchen.`,
    publisher: 'Wird in jedem Modell erkannt, das er signiert',
    models: 'Für Modelle mit dem Namen',
    since: 'Gemerkt seit',
    earlier: 'Frühere Unterzeichner',
    until: (from, to) => `vom ${from} bis zum ${to}`,
    confirmed: 'Durch eine Prüfung bestätigt',
    confirmedElsewhere: 'Durch eine Prüfung bestätigt, nach Angabe der Datei, mit der er kam',
    claim: 'Nur eine Behauptung: Niemand hat sie bestätigt',
    claimNote:
      'Damit wird kein Ergebnis grün. Dass später jemand anderes signiert hat, wird ebenso deutlich gesagt.',
    imported: (at) => `Am ${at} aus einer Datei übernommen`,
    sample: 'Vom Beispiel, dessen Unterzeichner erfunden ist',
    signer: 'Unterzeichner',
    rename: 'Umbenennen',
    name: 'Ihr Name für diesen Unterzeichner',
    nameHint: 'Er steht neben den Ergebnissen und wird mit nichts verglichen.',
    nameProblem: (most) => `Schreiben Sie einen Namen mit höchstens ${String(most)} Zeichen.`,
    save: 'Namen speichern',
    delete: 'Löschen',
  },
  signer: {
    identity: 'Identität',
    issuer: 'Aussteller',
    publicKey: 'Öffentlicher Schlüssel',
    trustedRoot: 'Dessen Sigstore',
    subject: 'Inhaber',
    subjectAltName: 'Alternativer Name',
    leafFingerprint: 'Fingerabdruck des Zertifikats',
    intermediateFingerprint: 'Fingerabdruck der Zwischenstelle',
    roots: 'Zertifikate der Zertifizierungsstelle',
  },
  history: {
    title: 'Verlauf',
    none: 'Hier wurde noch nichts geprüft, oder es wurde gelöscht.',
    keep: 'Einen Verlauf der Prüfungen aufbewahren',
    keepNote: (most) =>
      `Namen, Ergebnisse und Berichte von höchstens ${format.count(most)} Prüfungen: Danach wird für jede neue die älteste gelöscht. Ausgeschaltet kommt nichts Neues hinzu; was da ist, bleibt, bis Sie es löschen.`,
    isOff: 'Der Verlauf ist ausgeschaltet: Neue Prüfungen kommen nicht hinzu.',
    search: 'Im Verlauf suchen',
    verdict: 'Ergebnis',
    any: 'Jedes Ergebnis',
    found: (found, all) => `${checks(found)} von ${format.count(all)}`,
    nothing: 'Dazu passt keine Prüfung.',
    scroll: 'Verlauf; mit den Pfeiltasten blättern',
    skip: 'Den Verlauf überspringen',
    sample: 'Beispiel',
    imported: 'Aus einer Datei',
    noSigner: 'Es wurde kein Unterzeichner gefunden',
    key: (fingerprint) => `Schlüssel ${fingerprint}`,
    someKey: 'Ein Schlüssel',
    files,
    details: 'Einzelheiten',
    rootDigest: 'Wurzelprüfsumme',
    bundle: 'SHA-256 der Signaturdatei',
    duration: 'Dauer',
    tool: 'Geprüft mit',
    noReport:
      'Der Bericht ist nicht aufbewahrt: Er war zu groß, oder die Prüfung wurde ohne ihn aus einer Datei übernommen.',
    show: 'Bericht zeigen',
    save: 'Bericht speichern',
    delete: 'Löschen',
    reportOf: (model) => ['Bericht über ', foreign(model, 'strong')],
    isCut: 'Der Rest steht in dem Bericht, den Sie speichern können.',
    close: 'Schließen',
    deleted: 'Die Prüfung ist gelöscht.',
    clear: 'Verlauf löschen',
    clearAsk: (count) =>
      `${checks(count)} mit den Berichten löschen? Das lässt sich nicht rückgängig machen.`,
    clearYes: 'Alle löschen',
    cleared: 'Der Verlauf ist gelöscht.',
    asCsv: 'Als Tabelle speichern (CSV)',
    asJson: 'Als JSON speichern',
  },
  recorded: {
    withoutReport: {
      'too-large':
        'Der Verlauf bewahrt diese Prüfung ohne ihren Bericht auf, der dafür zu groß ist: Speichern Sie ihn selbst.',
      'no-room':
        'Der Verlauf bewahrt diese Prüfung ohne ihren Bericht auf: Der Browser hat keinen Platz mehr. Speichern Sie ihn selbst.',
    },
    dropped: (most) =>
      `Der Verlauf hatte seine ${format.count(most)} Prüfungen; für diese wurde die älteste gelöscht.`,
  },
  folders: {
    title: 'Zuletzt geprüfte Ordner',
    none: 'Keine. Ordner, die dieser Browser wieder öffnen kann, stehen nach einer Prüfung hier.',
    note: (most) =>
      `Höchstens ${String(most)}: Kommt einer dazu, fällt der weg, der am längsten nicht gebraucht wurde. Der Browser fragt Sie, bevor ein Ordner wieder gelesen wird.`,
    used: (at) => `zuletzt am ${at}`,
    forget: 'Vergessen',
  },
  transfer: {
    title: 'Anderswohin mitnehmen',
    note: 'Eine Datei mit den gemerkten Unterzeichnern und dem Verlauf, für einen anderen Browser oder ein anderes Gerät. Ordner bleiben hier: Nur dieser Browser kann sie öffnen.',
    withReports: 'Mit den ganzen Berichten',
    export: 'Als Datei speichern',
    exported: (pins, count) => `Gespeichert: ${signers(pins)} und ${checks(count)}.`,
    withoutReport: (count) =>
      `${reports(count)} fanden in der Datei keinen Platz, weil sie sonst zu groß geworden wäre, um sie zu übernehmen: Speichern Sie diese einzeln.`,
    import: 'Eine Datei übernehmen',
    trust:
      'Übernehmen Sie nur, was Sie selbst gespeichert haben: Wer die Datei schrieb, sagt, wem Sie vertrauen.',
    preview: 'Was diese Datei hinzufügen würde',
    from: (at) => `Nach eigener Angabe am ${at} geschrieben.`,
    newPins: (count) => `${signers(count)}, neu zu merken`,
    knownPins: (count) => `${signers(count)}, hier schon gemerkt`,
    conflicts: (count) =>
      `${signers(count)}, für die hier jemand anderes gemerkt ist. Nichts wird ersetzt; was Sie ankreuzen, kommt daneben.`,
    conflict: (name, here) => [
      foreign(name, 'strong'),
      ' zusätzlich merken; hier ist es ',
      foreign(here, 'strong'),
    ],
    newChecks: (count) => `${checks(count)} für den Verlauf, als übernommen gekennzeichnet`,
    knownChecks: (count) => `${checks(count)}, hier schon vorhanden`,
    otherChecks: (count) =>
      `${checks(count)}, die unter derselben Nummer etwas anderes sagen als hier: ausgelassen`,
    tooMany: (count) => `${checks(count)} zu viel: Die ältesten werden dafür gelöscht.`,
    pinsTooMany: (count) => `${signers(count)} zu viel: Dafür ist kein Platz. Löschen Sie erst einige.`,
    own: (count) =>
      count === 1
        ? 'Ich habe diese Datei selbst ausgegeben: Ein dort von mir bestätigter Unterzeichner gilt auch hier als bestätigt'
        : `Ich habe diese Datei selbst ausgegeben: ${format.count(count)} dort von mir bestätigte Unterzeichner gelten auch hier als bestätigt`,
    ownNote: 'Sonst kommen sie als Angaben dazu, die ein Ergebnis nie grün machen.',
    confirmedClaims: 'Auch dass ein Unterzeichner bestätigt war, sagt nur die Datei.',
    yes: 'Das hinzufügen',
    nothing: 'Darin ist nichts, was hier nicht schon wäre.',
    done: (pins, count) => `Hinzugefügt: ${signers(pins)} und ${checks(count)}.`,
    dropped: (count) =>
      `${reports(count)} in der Datei passten nicht zu ihren Prüfungen und wurden ausgelassen.`,
  },
  storage: {
    title: 'Speicher',
    used: (used, quota) =>
      `Der Browser zählt ${format.bytes(used)} für diese Seite, von ${format.bytes(quota)}, die er geben würde.`,
    persisted: 'Der Browser hat zugesagt, es nicht von selbst zu löschen.',
    notPersisted:
      'Der Browser darf es löschen, wenn der Platz knapp wird. In einer gespeicherten Datei bleibt es erhalten.',
    private:
      'In einem privaten Fenster endet es mit dem Fenster. Eine Seite kann nicht erkennen, ob sie in einem ist.',
    clear: 'Alles löschen',
    clearAsk:
      'Alle gemerkten Unterzeichner, den Verlauf, die Ordner und die Schlüssel löschen, die diese Seite erzeugt hat? Das lässt sich nicht rückgängig machen.',
    clearYes: 'Alles davon löschen',
    cleared: 'Alles ist gelöscht.',
  },
  damaged: {
    title: 'Beschädigt',
    note: 'Das ist nicht so, wie die Seite es hinterlassen hat: Ein anderes Programm, eine Hand oder ein Fehler der Platte hat es verändert. Es wird für nichts verwendet.',
    what: { pins: 'Ein gemerkter Unterzeichner', checks: 'Eine Prüfung', folders: 'Ein Ordner' },
    delete: 'Beschädigtes löschen',
    technical: (at, problem) => ['Technisch: ', foreign(at, 'mono'), ' ', foreign(problem)],
  },
  damage: {
    'pin-malformed': NOT_READABLE,
    'check-malformed': NOT_READABLE,
    'pin-seal-broken': SEAL,
    'check-seal-broken': SEAL,
    'folder-malformed': 'Es enthält keinen Ordner.',
    'expectations-malformed': 'Sie lässt sich nicht lesen.',
    'expectations-seal-broken': 'Ihr Siegel stimmt nicht: Etwas darin wurde geändert.',
  },
  faults: {
    'storage-unavailable': {
      text: 'Dieser Browser gibt der Seite keinen Speicher, oder keine Kryptographie, um zu versiegeln, was darin liegt.',
      wayOut:
        'Prüfungen gehen auch ohne Gedächtnis. Für eines öffnen Sie die Seite über https, und erlauben Sie ihr, Websitedaten zu speichern.',
    },
    'storage-full': {
      text: 'Im Speicher des Browsers ist kein Platz mehr. Nichts wurde geändert.',
      wayOut:
        'Löschen Sie alte Prüfungen aus dem Verlauf, oder schaffen Sie Platz auf der Platte, und versuchen Sie es noch einmal.',
    },
    'storage-newer': {
      text: 'Eine neuere Fassung dieser Seite hat hier etwas aufbewahrt, was diese nicht lesen kann.',
      wayOut: 'Laden Sie die Seite neu, um die neuere Fassung zu bekommen. Nichts wurde geändert.',
    },
    'storage-closed': {
      text: 'Der Speicher wurde gelöscht oder weggenommen, während die Seite offen war. Was Sie sehen, ist vielleicht nicht mehr aufbewahrt.',
      wayOut: 'Versuchen Sie es noch einmal. Wenn er gelöscht wurde, ist das Gedächtnis dann leer.',
    },
    'storage-blocked': {
      text: 'Ein anderer Tab hält den Speicher mit einer älteren Fassung dieser Seite fest.',
      wayOut: 'Schließen Sie die anderen Tabs dieser Seite, und versuchen Sie es noch einmal.',
    },
    'storage-failed': {
      text: 'Der Speicher des Browsers hat versagt.',
      wayOut: 'Laden Sie die Seite neu, und versuchen Sie es noch einmal.',
    },
    'pins-full': {
      text: 'Mehr Unterzeichner können nicht gemerkt werden.',
      wayOut: 'Löschen Sie einige, die Sie nicht mehr brauchen.',
    },
    'pin-unusable': {
      text: 'So kann dieser Unterzeichner nicht gemerkt werden.',
      wayOut: 'Sehen Sie sich den Namen und Ihre Angaben an, und versuchen Sie es noch einmal.',
    },
    'pin-gone': {
      text: 'Dieser Unterzeichner ist nicht mehr gemerkt: Ein anderer Tab hat ihn gelöscht.',
      wayOut: 'Wenn das ein Versehen war, lassen Sie ihn sich nach einer Prüfung wieder merken.',
    },
    'folder-denied': {
      text: 'Der Browser hat der Seite nicht erlaubt, diesen Ordner zu lesen.',
      wayOut: 'Versuchen Sie es noch einmal, und erlauben Sie es, oder wählen Sie den Ordner neu.',
    },
    'folder-gone': {
      text: 'Diesen Ordner gibt es nicht mehr, oder er heißt jetzt anders.',
      wayOut: 'Wählen Sie ihn dort, wo er jetzt ist.',
    },
    'report-broken': {
      text: 'Der Bericht, der hier liegt, ist nicht der dieser Prüfung: Er wurde verändert oder beschädigt.',
      wayOut: 'Verlassen Sie sich nicht darauf. Prüfen Sie noch einmal.',
    },
    'import-too-large': {
      text: 'Diese Datei ist größer als jede, die diese Seite schreibt. Nichts wurde hinzugefügt.',
      wayOut: `${THE_EXPORTED} Ist sie zu groß, speichern Sie ohne die Berichte.`,
    },
    'import-not-json': {
      text: 'Diese Datei ist kein JSON. Nichts wurde hinzugefügt.',
      wayOut: `${THE_EXPORTED} Sie heißt touchstone-memory-DATUM.json.`,
    },
    'import-too-deep': {
      text: 'Diese Datei ist tiefer verschachtelt als jede, die diese Seite schreibt. Nichts wurde hinzugefügt.',
      wayOut: THE_EXPORTED,
    },
    'import-duplicate-key': {
      text: 'In dieser Datei steht ein Name zweimal, wo er einmal stehen darf. Nichts wurde hinzugefügt.',
      wayOut: CHANGED,
    },
    'import-not-memory': {
      text: 'Diese Datei wurde nicht aus einem Gedächtnis gespeichert. Nichts wurde hinzugefügt.',
      wayOut: `${THE_EXPORTED} Sie heißt touchstone-memory-DATUM.json.`,
    },
    'import-newer': {
      text: 'Eine neuere Fassung dieser Seite hat diese Datei geschrieben. Nichts wurde hinzugefügt.',
      wayOut: 'Verwenden Sie die neuere Fassung, oder speichern Sie mit der, die Sie hier haben.',
    },
    'import-malformed': {
      text: 'Etwas in dieser Datei ist nicht so, wie diese Seite es schreibt. Nichts wurde hinzugefügt.',
      wayOut: CHANGED,
    },
  },
  detail: (detail) => ['Technisch: ', foreign(detail)],
};
