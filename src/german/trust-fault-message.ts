import type { Message } from '../message.js';
import { quote } from '../quote.js';
import type { TrustFault } from '../tuf/fault.js';

const GOOD_STAYS = 'Was bisher galt, bleibt in Gebrauch.';
const LATER = `${GOOD_STAYS} Versuchen Sie es später noch einmal, oder an einem anderen Ort, an dem das Verzeichnis liegt.`;
const TELL = `${GOOD_STAYS} Versuchen Sie es an einem anderen Ort, an dem das Verzeichnis liegt; ist es dort ebenso, sagen Sie es denen, die es betreiben.`;
const NEWER = `${GOOD_STAYS} Eine neuere Fassung von Touchstone kennt es vielleicht: Sehen Sie nach, ob es eine gibt.`;

export function trustFault(fault: TrustFault): Message {
  switch (fault.code) {
    case 'trust-unreachable':
      return {
        text: `${quote(fault.file)} konnte nicht geholt werden: ${quote(fault.detail)}.`,
        wayOut: `${GOOD_STAYS} Prüfen Sie die Verbindung und versuchen Sie es noch einmal.`,
      };
    case 'trust-missing':
      return { text: `Im Verzeichnis fehlt ${quote(fault.file)}.`, wayOut: TELL };
    case 'trust-too-large':
      return {
        text: `${quote(fault.file)} hat mehr als ${String(fault.limit)} Bytes und wurde nicht zu Ende gelesen.`,
        wayOut: TELL,
      };
    case 'trust-malformed':
      return {
        text: `${quote(fault.file)} ist nicht so, wie es sein muss: ${quote(fault.detail)}.`,
        wayOut: LATER,
      };
    case 'trust-unsupported':
      return {
        text: `${quote(fault.file)} ist von einer Art, die wir nicht kennen: ${quote(fault.detail)}.`,
        wayOut: NEWER,
      };
    case 'trust-signatures':
      return {
        text: `${quote(fault.file)} ist von ${String(fault.valid)} der zuständigen Schlüssel signiert und muss es von ${String(fault.needed)} sein.${fault.valid === 0 ? ' Vielleicht gehört es zu einem anderen Sigstore.' : ''}`,
        wayOut: `${TELL} Nichts davon wurde verwendet.`,
      };
    case 'trust-signature-twice':
      return {
        text: `${quote(fault.file)} ist unter einem Schlüssel zweimal signiert (${quote(fault.keyId.slice(0, 16))}); das würde doppelt zählen.`,
        wayOut: TELL,
      };
    case 'trust-rollback':
      return {
        text: `${quote(fault.file)} hat Fassung ${String(fault.version)}, obwohl Fassung ${String(fault.seen)} schon bekannt ist: Jemand zeigt einen älteren Stand.`,
        wayOut: TELL,
      };
    case 'trust-version':
      return {
        text: `${quote(fault.file)} hat Fassung ${String(fault.version)}, angekündigt war Fassung ${String(fault.expected)}: Die Teile stammen aus verschiedenen Zeiten.`,
        wayOut: LATER,
      };
    case 'trust-digest':
      return { text: `${quote(fault.file)} hat andere Bytes, als angekündigt waren.`, wayOut: LATER };
    case 'trust-expired':
      return {
        text: `${quote(fault.file)} galt nur bis ${fault.expired.slice(0, 10)}. Entweder hat niemand es erneuert, oder jemand hält Neueres zurück.`,
        wayOut: `${LATER} Geht die Uhr dieses Geräts falsch, stellen Sie sie.`,
      };
    case 'trust-not-listed':
      return { text: `Nichts im Verzeichnis bürgt für ${quote(fault.file)}.`, wayOut: TELL };
    case 'trust-too-many':
      return {
        text:
          fault.what === 'roots'
            ? `Das Verzeichnis hat mehr als ${String(fault.limit)} Anker nach dem, den diese Fassung kennt.`
            : `Das Verzeichnis reicht die Frage mehr als ${String(fault.limit)} Mal weiter.`,
        wayOut: NEWER,
      };
    case 'trust-target-unusable':
      return {
        text: `${quote(fault.file)} ist richtig signiert, lässt sich aber nicht verwenden: ${quote(fault.detail)}`,
        wayOut: NEWER,
      };
  }
}
