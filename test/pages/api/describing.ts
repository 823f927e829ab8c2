import { Ajv2020 } from 'ajv/dist/2020.js';
import { OPENAPI } from '../../../src/app.openapi.js';

/** What the document says of one address. */
export interface Described {
  parameters: { name: string; in: string }[];
  responses: Record<string, { content?: Record<string, { schema: object }> }>;
}
interface Document {
  paths: Record<string, Record<string, Described>>;
  components: { schemas: Record<string, object> };
}

export const DOCUMENT = OPENAPI as unknown as Document;

/** "GET /api/v1/contests/:slug" for every verb and address of the document, written as the router writes them. */
export const describedRoutes = (): string[] =>
  Object.entries(DOCUMENT.paths)
    .flatMap(([path, verbs]) =>
      Object.keys(verbs).map((verb) => `${verb.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
    )
    .sort();

/** The schema with every object closed: programs put up with a new field, but here it must be described first. */
const closed = (schema: unknown): unknown => {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const inner = Object.fromEntries(Object.entries(schema).map(([name, value]) => [name, closed(value)]));
  return 'properties' in inner && inner['type'] === 'object' ? { additionalProperties: false, ...inner } : inner;
};

const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true, validateFormats: false });

/** A schema of the document as it stands alone: the named ones go with it. */
const alone = (schema: object): object => {
  const text = JSON.stringify({ ...schema, $defs: DOCUMENT.components.schemas });
  return closed(JSON.parse(text.replaceAll('#/components/schemas/', '#/$defs/'))) as object;
};

/** What of an answer is not as the document describes it for this address and status; [] when all is. */
export function faultsOf(path: string, status: number, type: string, body: unknown): string[] {
  const responses = DOCUMENT.paths[path]?.['get']?.responses ?? {};
  const schema = (responses[String(status)] ?? responses['default'])?.content?.[type]?.schema;
  if (schema === undefined) return [`${status} ${type} is not described for ${path}`];
  const validate = ajv.compile(alone(schema));
  return validate(body) ? [] : (validate.errors ?? []).map((fault) => `${fault.instancePath} ${fault.message ?? ''}`);
}
