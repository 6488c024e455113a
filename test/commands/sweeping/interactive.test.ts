import { describe, expect, it, vi } from 'vitest';
import { connect } from '../../../src/commands/account/connect.ts';
import { askScope } from '../../../src/commands/sweeping/interactive.ts';
import type { Project } from '../../../src/commands/input/project.ts';
import type { GivenFlags } from '../../../src/commands/input/given-flags.ts';
import type { Prompts } from '../../../src/ui/questions.ts';
import { aContext } from '../a-context.ts';

const project: Project = {
  folder: '/acme',
  app: 'acme',
  profile: 'acme-dev',
  region: 'eu-west-1',
  stage: 'frank',
  sstVersion: null,
  domains: [],
};

async function scopeAfter(answer: string, flags: GivenFlags = {}) {
  const select = vi.fn(async () => answer) as unknown as Prompts['select'];
  const { context, written } = aContext({ flags, prompts: { select } });
  const { apps, stages } = (await askScope({ ...context, project })).options.filter;
  return { apps, stages, select, written };
}

describe('the project around', () => {
  it('is shown, and its app is offered first', async () => {
    const { select, written, apps } = await scopeAfter('app');
    expect(written.stderr).toBe(
      'This SST project: app acme, personal stage frank, region eu-west-1, profile acme-dev.\n',
    );
    expect(select).toHaveBeenCalledWith('What should be looked at?', [
      { name: 'The app acme', value: 'app' },
      { name: 'My stage frank of acme', value: 'stage' },
      { name: 'Everything in the account', value: 'all' },
    ]);
    expect(apps).toEqual(['acme']);
  });

  it.each([
    ['stage', { apps: ['acme'], stages: ['frank'] }],
    ['all', { apps: [], stages: [] }],
  ])('narrows to what was chosen: %s', async (answer, expected) => {
    expect(await scopeAfter(answer)).toMatchObject(expected);
  });

  it('is not asked about where --app or --stage said it', async () => {
    const { select, apps } = await scopeAfter('app', { app: ['blog'] });
    expect(select).not.toHaveBeenCalled();
    expect(apps).toEqual(['blog']);
  });
});

describe('connecting', () => {
  const session = { account: '123456789012', endpoint: 'http://127.0.0.1:4566', close: vi.fn() };

  async function saidBy(flags: GivenFlags, environment: string | null) {
    const { context, written } = aContext({ flags });
    const openSession = vi.fn(async () => session as never);
    const backend = { ...context.backend, openSession, profile: environment };
    const connecting = connect({ ...context, backend, project });
    await connecting.catch(() => undefined);
    return { connecting, lines: written.stderr.split('\n') };
  }

  it('says first that the project names another profile', async () => {
    const { lines } = await saidBy({}, null);
    expect(lines[0]).toBe(
      '⚠ sst.config.ts names the profile acme-dev, but default is used. Change it with --profile acme-dev.',
    );
  });

  it.each([
    [{ profile: 'acme-dev' }, null],
    [{}, 'acme-dev'],
  ])('says nothing where it is the same', async (flags, environment) => {
    const { lines } = await saidBy(flags, environment);
    expect(lines[0]).not.toContain('profile');
  });

  it('says loudly that this is not AWS', async () => {
    const { lines } = await saidBy({}, 'acme-dev');
    expect(lines).toContain('⚠ This is not AWS: requests go to http://127.0.0.1:4566.');
  });

  it('refuses another account than the pinned one, and closes the session', async () => {
    const { connecting } = await saidBy({ account: '210987654321' }, null);
    await expect(connecting).rejects.toMatchObject({ code: 'WRONG_ACCOUNT', exitCode: 2 });
    expect(session.close).toHaveBeenCalled();
  });
});
