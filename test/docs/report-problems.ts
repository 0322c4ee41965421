import { Ajv2020 } from 'ajv/dist/2020.js';
import { reportSchema } from './report-schema.js';

const validate = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true }).compile(
  reportSchema(),
);

/** Where a report is not what its schema says; empty if it is. */
export function reportProblems(report: unknown): readonly string[] {
  // As it is saved: what is `undefined` is not in it.
  if (validate(JSON.parse(JSON.stringify(report)))) return [];
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
}
