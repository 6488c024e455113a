import { describe, expect, it } from 'vitest';
import { configSchema } from '../../../src/commands/input/config-schema.ts';
import { schemaDocument, schemas } from '../../../src/report/json/schema/all.ts';

// `npm run schemas` runs this with --update, which writes the files.
describe('the packaged JSON Schemas are those of the source', () => {
  it.each(Object.entries({ ...schemas, config: configSchema }))('%s', async (name, schema) => {
    await expect(schemaDocument(schema, name)).toMatchFileSnapshot(`../../../schemas/${name}.json`);
  });
});
