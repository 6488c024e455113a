import { describe, expect, it, vi } from 'vitest';
import { askAbandons, askPlan, confirmPlan } from '../../../src/commands/sweeping/asked-plan.ts';
import type { Plan } from '../../../src/model/plan.ts';
import { aFinding } from '../../builders.ts';
import { aContext, aLook } from '../a-context.ts';

const guarded = aFinding({ id: 'guarded' });
const living = aFinding({
  id: 'E1LIVING',
  kind: 'cloudfront-distribution',
  stage: 'prod',
  ofStages: ['acme/prod'],
  stageLivesOn: true,
});
const full = aFinding({
  id: 'full-bucket',
  kind: 's3-bucket',
  region: 'us-east-1',
  losesData: true,
});

function planned({ steps }: Plan): string[] {
  return [...new Set(steps.map(({ resource }) => resource))].toSorted();
}

describe('a tick', () => {
  it('is enough for what nothing can hurt', async () => {
    const { context } = aContext();
    const { plan } = await askPlan(aLook([guarded]), context, [guarded.key]);
    expect(planned(plan)).toEqual(['guarded']);
  });

  it('is not enough for what a living stage may still reach: its id is typed', async () => {
    const typeWord = vi.fn(async (_message: string, word: string) => word === 'E1LIVING');
    const { context } = aContext({ prompts: { typeWord } });
    const { plan } = await askPlan(aLook([guarded, living]), context, [guarded.key, living.key]);
    expect(planned(plan)).toEqual(['E1LIVING', 'guarded']);
    expect(typeWord).toHaveBeenCalledExactlyOnceWith(
      expect.stringContaining('acme/prod lives on'),
      'E1LIVING',
    );
  });

  it('leaves it where the id is not typed', async () => {
    const { context } = aContext({ prompts: { typeWord: async () => false } });
    const { plan } = await askPlan(aLook([guarded, living]), context, [guarded.key, living.key]);
    expect(planned(plan)).toEqual(['guarded']);
  });
});

describe('data that would be lost', () => {
  it('is named and asked for; no keeps it', async () => {
    const { context, written } = aContext({ prompts: { confirm: async () => false } });
    const { plan } = await askPlan(aLook([guarded, full]), context, [guarded.key, full.key]);
    expect(written.stderr).toContain('s3-bucket full-bucket of acme/pr-1');
    expect(planned(plan)).toEqual(['guarded']);
  });

  it('goes after a yes', async () => {
    const { context } = aContext({ prompts: { confirm: async () => true } });
    const { plan } = await askPlan(aLook([guarded, full]), context, [guarded.key, full.key]);
    expect(planned(plan)).toEqual(['full-bucket', 'guarded']);
  });

  it('is not asked for where --delete-data answers', async () => {
    const { context } = aContext({ flags: { deleteData: true } });
    const { plan } = await askPlan(aLook([full]), context, [full.key]);
    expect(planned(plan)).toEqual(['full-bucket']);
  });
});

describe('the last question', () => {
  it('shows the plan and names the account', async () => {
    const confirm = vi.fn(async () => true);
    const { context, written } = aContext({ prompts: { confirm } });
    const look = aLook([guarded]);
    const { plan } = await askPlan(look, context, [guarded.key]);
    expect(await confirmPlan({ plan: plan, look }, context)).toBe(true);
    expect(confirm).toHaveBeenCalledWith('Delete 1 resource in account 123456789012?');
    expect(written.stderr).toContain('Steps (1)');
  });

  it('is not asked where nothing would be deleted', async () => {
    const { context } = aContext();
    const look = aLook([]);
    const { plan } = await askPlan(look, context, []);
    expect(await confirmPlan({ plan: plan, look }, context)).toBe(false);
  });
});

describe('a stage that is given up', () => {
  it('is typed once more', async () => {
    const typeWord = vi.fn(async () => true);
    await askAbandons(
      aContext({ flags: { abandon: ['acme/pr-1@0af1'] }, prompts: { typeWord } }).context,
    );
    expect(typeWord).toHaveBeenCalledWith(
      expect.stringContaining('acme/pr-1@0af1 is given up'),
      'acme/pr-1',
    );
  });

  it('is not given up where it is not', async () => {
    const { context } = aContext({
      flags: { abandon: ['acme/pr-1'] },
      prompts: { typeWord: async () => false },
    });
    await expect(askAbandons(context)).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('an id that names nothing', () => {
  it('refuses the whole plan', async () => {
    const { context } = aContext({ typed: ['nothing'] });
    await expect(askPlan(aLook([guarded]), context, null)).rejects.toMatchObject({
      code: 'UNKNOWN_ID',
      exitCode: 2,
    });
  });
});
