import { describe, expect, it } from 'vitest';
import type { AccountBuilder, HomeBuilder } from '../account/account.ts';
import { refused, sstOutput } from './outputs.ts';
import {
  aFunction,
  causesOf,
  commandsOf,
  doctored,
  functionEntry,
  otherEntry,
  path,
  sceneOf,
  taken,
} from './scenes.ts';

const versions = ['3.3.44', '3.7.15', '3.8.0', '4.2.0'] as const;
const hashed = `${taken}-bkmtoxcd`;

function output(name: string, version: string): string {
  return sstOutput({
    version,
    path,
    message: refused(`creating CloudFront Function (${name})`, 'CloudFront: CreateFunction', {
      code: 'FunctionAlreadyExists',
      text: 'A Function with the same name already exists in this account.',
    }),
  });
}

/** Names of what is made anew: with a hash from 3.8.0 on. */
function nameOf(version: string): string {
  return version.startsWith('4') || version === '3.8.0' ? hashed : taken;
}

type Prepare = (
  scene: { readonly account: AccountBuilder; readonly home: HomeBuilder },
  made: { readonly version: string; readonly name: string },
) => void;

const leftBehind: Prepare = ({ account, home }, { version, name }) => {
  home
    .stage('docs', 'dev')
    .deploy(account.ago({ days: 40 }), [functionEntry(name)], { version })
    .remove(account.ago({ days: 9 }), { version });
};

const inTwoRegions: Prepare = ({ account, home }, { version, name }) => {
  account
    .home('eu-west-1')
    .stage('docs', 'dev')
    .deploy(account.ago({ days: 40 }), [functionEntry(name)], { version });
  home.stage('docs', 'dev').deploy(account.ago({ days: 1 }), [otherEntry('dev')], { version });
};

const replacedInPlace: Prepare = ({ account, home }, { version, name }) => {
  home.stage('docs', 'dev').deploy(account.ago({ days: 40 }), [functionEntry(name)], { version });
};

/** The remove in the one region failed half-way, and then the stage was deployed in the other. */
const allAtOnce: Prepare = ({ account, home }, { version, name }) => {
  account
    .home('eu-west-1')
    .stage('docs', 'dev')
    .deploy(account.ago({ days: 40 }), [functionEntry(name)], { version })
    .remove(account.ago({ days: 9 }), {
      version,
      entries: [functionEntry(name)],
      errors: [{ message: 'FunctionInUse: it is in use by 1 distributions.' }],
    });
  home.stage('docs', 'dev').deploy(account.ago({ days: 1 }), [otherEntry('dev')], { version });
};

async function asked(prepare: Prepare, version: string, name: string) {
  const scene = sceneOf();
  scene.account.with(aFunction(scene.account, name));
  prepare(scene, { version, name });
  return doctored(scene.account, output(name, version));
}

const cure = (version: string) => (/^(3\.3|3\.7)/.test(version) ? 'npm install sst@3' : undefined);

describe.each(versions)('“CloudFront Function Already Exists” with SST %s', (version) => {
  it('is the leftover of a removal', async () => {
    const answer = await asked(leftBehind, version, nameOf(version));
    const names = nameOf(version) === taken ? ['names-without-hash'] : [];
    expect(causesOf(answer)).toEqual(['leftover', ...names]);
    const [first] = answer.json.errors;
    expect(first?.stages).toEqual([
      { app: 'docs', stage: 'dev', regions: ['us-east-1'], sstVersions: [version] },
    ]);
    expect(first?.ruledOut.map(({ code }) => code)).toContain('two-regions');
    expect(first?.ruledOut.some(({ code }) => code === 'names-without-hash')).toBe(
      names.length === 0,
    );
  });

  it('is the same stage in another region', async () => {
    const answer = await asked(inTwoRegions, version, nameOf(version));
    expect(causesOf(answer)[0]).toBe('two-regions');
    const [cause] = answer.json.errors[0]?.causes ?? [];
    expect(cause?.do.map(({ text }) => text)).toEqual([
      'providers: { aws: { region: "eu-west-1" } }',
    ]);
    expect(answer.json.errors[0]?.ruledOut.map(({ code }) => code)).toContain('leftover');
  });

  it('is a name without a hash, which the stage itself has already', async () => {
    const answer = await asked(replacedInPlace, version, taken);
    expect(causesOf(answer)).toEqual(['own-state']);
    expect(commandsOf(answer)[0]).toBe(cure(version));
    expect(answer.json.errors[0]?.ruledOut.map(({ code }) => code)).toEqual([
      'leftover',
      'two-regions',
    ]);
  });

  it('is all three at once, the failed remove first', async () => {
    const answer = await asked(allAtOnce, version, taken);
    expect(causesOf(answer)).toEqual(['failed-remove', 'two-regions', 'names-without-hash']);
    // SST takes the region of sst.config.ts, so its remove may take the other one.
    expect(commandsOf(answer).join()).not.toContain('sst remove');
    expect(commandsOf(answer)[0]).toMatch(/^sst-sweep plan --abandon docs\/dev@\w+ --demo$/);
    expect(answer.json.errors[0]?.ruledOut).toEqual([]);
  });
});

it('two stages whose names meet without a hash are told apart by who claims it', async () => {
  const scene = sceneOf();
  const name = 'my-app-staging-WebCloudfrontFunctionServerCfFunction';
  scene.account.with(aFunction(scene.account, name));
  const { account, home } = scene;
  const version = '3.7.15';
  home
    .stage('my', 'app-staging')
    .deploy(account.ago({ days: 40 }), [functionEntry(name, 'Web')], { version });
  home
    .stage('my-app', 'staging')
    .deploy(account.ago({ days: 1 }), [otherEntry('staging')], { version });
  const text = output(name, version)
    .replace('App:        docs', 'App:        my-app')
    .replace('Stage:      dev', 'Stage:      staging');
  const answer = await doctored(account, text);
  expect(causesOf(answer)).toEqual(['other-stage']);
  expect(commandsOf(answer)).toEqual(['npm install sst@3']);
  expect(answer.json.errors[0]?.causes[0]?.do[1]?.note).toContain('never delete it');
});
