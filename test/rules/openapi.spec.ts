import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { OPENAPI } from '../../src/app.openapi.js';

interface Spoken {
  operationId?: string;
  summary?: string;
  security?: Record<string, unknown>[];
  parameters?: { name: string; in: string; required?: boolean; schema: object }[];
  responses: Record<string, { description?: string; content?: Record<string, { schema: object }> }>;
}
const { paths, components, ...head } = OPENAPI as unknown as {
  openapi: string;
  info: { title: string; version: string };
  paths: Record<string, Record<string, Spoken>>;
  components: { schemas: Record<string, object>; securitySchemes: Record<string, object> };
};

const operations = Object.entries(paths).flatMap(([path, verbs]) =>
  Object.entries(verbs).map(([verb, operation]) => ({ path, verb, operation, name: `${verb} ${path}` })),
);

/** Every $ref that stands anywhere in a value. */
const refsIn = (value: unknown): string[] =>
  typeof value !== 'object' || value === null
    ? []
    : Object.entries(value).flatMap(([name, inner]) =>
        name === '$ref' && typeof inner === 'string' ? [inner] : refsIn(inner),
      );

describe('The document of the API, as a linter reads it', () => {
  it('is OpenAPI 3.1 with a title and a version', () => {
    expect([head.openapi, head.info.title, head.info.version]).toEqual(['3.1.0', 'Hội Thi', '1']);
  });

  it('names every operation once, and says in a line what it does', () => {
    const ids = operations.map(({ operation }) => operation.operationId ?? '');
    expect(ids.filter((id) => !/^[a-z][A-Za-z]+$/.test(id))).toEqual([]);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    expect(operations.filter(({ operation }) => !operation.summary).map(({ name }) => name)).toEqual([]);
  });

  it('describes the parameters of every address, those and no others', () => {
    const wrong = operations.flatMap(({ path, operation, name }) => {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter);
      const said = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path');
      const differ = JSON.stringify(said.map((parameter) => parameter.name)) !== JSON.stringify(inPath);
      return differ || said.some(({ required }) => required !== true) ? [name] : [];
    });
    expect(wrong).toEqual([]);
  });

  it('describes success, and refusals as problems, with words for each', () => {
    const wrong = operations.flatMap(({ operation, name }) =>
      Object.entries(operation.responses).flatMap(([status, { description, content }]) => {
        const isProblem = status === 'default' || Number(status) >= 400;
        const types = Object.keys(content ?? {});
        const fits = isProblem
          ? types.join() === 'application/problem+json'
          : !types.includes('application/problem+json');
        return description && fits ? [] : [`${name} ${status}`];
      }),
    );
    expect(wrong).toEqual([]);
    const lacking = operations.filter(
      ({ operation }) =>
        !('default' in operation.responses) || !Object.keys(operation.responses).some((s) => s.startsWith('2')),
    );
    expect(lacking.map(({ name }) => name)).toEqual([]);
  });

  it('asks for keys by a scheme that it defines, and tells those addresses’ 401 and 403', () => {
    const wrong = operations.filter(({ operation: { security, responses } }) => {
      const asked = (security ?? []).flatMap((one) => Object.keys(one));
      const isTold = '401' in responses && (asked.length === 0 || '403' in responses);
      return !isTold || asked.some((scheme) => !Object.hasOwn(components.securitySchemes, scheme));
    });
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });

  it('refers to schemas that are there, and has none that nothing refers to', () => {
    const refs = new Set(refsIn(OPENAPI));
    const there = Object.keys(components.schemas).map((name) => `#/components/schemas/${name}`);
    expect([...refs].filter((ref) => !there.includes(ref))).toEqual([]);
    expect(there.filter((ref) => !refs.has(ref))).toEqual([]);
  });

  it('holds schemas that JSON Schema 2020-12 takes, each with its required fields among its own', () => {
    const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, validateFormats: false });
    const wrong = Object.entries(components.schemas).flatMap(([name, schema]) => {
      const { required = [], properties = {} } = schema as { required?: string[]; properties?: object };
      const unknown = required.filter((field) => !Object.hasOwn(properties, field));
      return [...unknown, ...(ajv.validateSchema(schema) === true ? [] : [JSON.stringify(ajv.errors)])].map(
        (fault) => `${name}: ${fault}`,
      );
    });
    expect(wrong).toEqual([]);
  });
});
