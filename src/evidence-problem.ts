/** What a log entry and its bundle must agree about. */
export type LogEntryPart = 'artifact' | 'certificate' | 'key' | 'signature' | 'kind';

/** C2SP tlog-checkpoint, signed-note. */
export type CheckpointProblem =
  'origin' | 'no-signature-by-the-log' | 'signature' | 'root-hash' | 'tree-size';

/** RFC 3161 §2.4.2, RFC 5652 §5.4, RFC 5816 §2.2.1. */
export type TimestampProblem =
  | 'status'
  | 'content-type'
  | 'message-digest'
  | 'signing-certificate'
  | 'signature'
  | 'certificate'
  | 'algorithm';
