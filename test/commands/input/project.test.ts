import { describe, expect, it } from 'vitest';
import { parseProject } from '../../../src/commands/input/project.ts';

describe('the project around', () => {
  it('reads app, profile and region of SST 3', () => {
    const config = `/// <reference path="./.sst/platform/config.d.ts" />
      // name: "not-this"
      export default $config({
        app(input) {
          return {
            name: "acme-shop", // the shop
            removal: input?.stage === "production" ? "retain" : "remove",
            home: "aws",
            providers: { aws: { profile: 'acme-dev', region: 'eu-west-1' } },
          };
        },
        async run() { new sst.aws.Bucket("b", { name: "other" }); },
      });`;
    expect(parseProject(config, null)).toEqual({
      app: 'acme-shop',
      profile: 'acme-dev',
      region: 'eu-west-1',
    });
  });

  it('reads app and region of SST 2', () => {
    const config = `export default { config(_input) { return { name: "legacy", region: "us-east-2" }; }, stacks(app) {} }`;
    expect(parseProject(config, null)).toEqual({
      app: 'legacy',
      profile: null,
      region: 'us-east-2',
    });
  });

  it('takes the name of package.json where the config takes it from there', () => {
    const config = `app() { return { name: pkg.name, home: "aws" } }`;
    expect(parseProject(config, '{"name": "from-package"}').app).toBe('from-package');
  });

  it('does not guess what only running it could tell', () => {
    const config = `app(input) { return { name: \`acme-\${input.stage}\`, providers: { aws: { profile: input.stage === "prod" ? "a" : "b" } } } }`;
    expect(parseProject(config, null)).toEqual({ app: null, profile: null, region: null });
  });

  it('takes no comment for code, and no string for a comment', () => {
    const config = `app() { return { /* name: "x", */ url: "https://a.b", name: "acme" } }`;
    expect(parseProject(config, null).app).toBe('acme');
  });
});
