import { describe, expect, it, vi } from 'vitest';
import { askAbandons, askPlan } from '../../../src/commands/sweeping/asked-plan.ts';
import { confirmPlan } from '../../../src/commands/sweeping/last-question.ts';
import type { AwsSession } from '../../../src/aws/aws-session.ts';
import type { Finding } from '../../../src/model/finding.ts';
import type { Plan } from '../../../src/model/plan.ts';
import type { Prompts } from '../../../src/ui/questions.ts';
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

const riddle = aFinding({
  id: 'E6RIDDLE',
  kind: 'cloudfront-distribution',
  verdict: 'unknown',
  confidence: null,
  answers: true,
  use: [
    {
      code: 'answers',
      source: 'CloudWatch',
      detail: 'It answered 48211 requests since 2026-11-15T12:00:00.000Z.',
    },
  ],
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
      expect.anything(),
    );
  });

  it('leaves it where the id is not typed', async () => {
    const { context } = aContext({ prompts: { typeWord: async () => false } });
    const { plan } = await askPlan(aLook([guarded, living]), context, [guarded.key, living.key]);
    expect(planned(plan)).toEqual(['guarded']);
  });
});

/** Answers the question about data. */
function selecting(answer: string) {
  const select = vi.fn(async () => answer);
  return { select: select as unknown as Prompts['select'] };
}

describe('data that would be lost', () => {
  it('is asked for below the plan, named with its size', async () => {
    let before = '';
    const prompts: Partial<Prompts> = {
      select: async (_message, choices) => {
        before = written.stderr;
        return choices[0]?.value as never;
      },
    };
    const { context, written } = aContext({ prompts });
    const big = { ...full, sizeBytes: 3 * 1024 ** 3 };
    await askPlan(aLook([guarded, big]), context, [guarded.key, big.key]);
    expect(before.indexOf('full-bucket')).toBeLessThan(before.indexOf('would lose data'));
    expect(before).toContain('1 resource would lose data that no deploy makes again, 3 GB in all');
    expect(before).toContain('s3-bucket full-bucket of acme/pr-1 (3 GB)');
  });

  it('stays after a no, which comes first, and is told among what is kept back', async () => {
    const { select } = selecting('keep');
    const { context, written } = aContext({ prompts: { select } });
    const { plan } = await askPlan(aLook([guarded, full]), context, [guarded.key, full.key]);
    expect(planned(plan)).toEqual(['guarded']);
    expect(vi.mocked(select).mock.calls[0]?.[1][0]).toMatchObject({ value: 'keep' });
    expect(plan.excluded).toContainEqual(
      expect.objectContaining({ key: full.key, reason: 'loses-data' }),
    );
    const afterwards = written.stderr.split('would lose data')[1] ?? '';
    expect(afterwards).toContain('1 resource more kept back');
    expect(afterwards).toContain('You chose to keep its data.');
  });

  it('goes after a yes', async () => {
    const { context } = aContext({ prompts: selecting('delete') });
    const { plan } = await askPlan(aLook([guarded, full]), context, [guarded.key, full.key]);
    expect(planned(plan)).toEqual(['full-bucket', 'guarded']);
  });

  it('can be archived first, in a place that is asked for', async () => {
    const typeText = vi.fn(async () => 's3://elsewhere/kept');
    const { context } = aContext({ prompts: { ...selecting('archive'), typeText } });
    const asked = await askPlan(aLook([guarded, full]), context, [full.key]);
    expect(planned(asked.plan)).toEqual(['full-bucket']);
    expect(asked.context.options.archive).toBe('s3://elsewhere/kept');
  });

  it('is not asked for where --delete-data answers', async () => {
    const { context } = aContext({ flags: { deleteData: true } });
    const { plan } = await askPlan(aLook([full]), context, [full.key]);
    expect(planned(plan)).toEqual(['full-bucket']);
  });
});

describe('an id that was not typed once more', () => {
  it('is told among what is kept back', async () => {
    const { context } = aContext({ typed: [riddle.id], prompts: { typeWord: async () => false } });
    const { plan } = await askPlan(aLook([guarded, riddle]), context, null);
    expect(planned(plan)).toEqual([]);
    expect(plan.excluded).toContainEqual(
      expect.objectContaining({ key: riddle.key, detail: 'You did not type its id once more.' }),
    );
  });

  it('was read above the question, with what it answered', async () => {
    let before = '';
    const typeWord = async () => {
      before = written.stderr;
      return false;
    };
    const { context, written } = aContext({ typed: [riddle.id], prompts: { typeWord } });
    await askPlan(aLook([riddle]), context, null);
    expect(before).toContain('It answered 48,211 requests since 2026-11-15 12:00 UTC.');
  });
});

describe('the last question', () => {
  /** Of an account with that alias, where it may be read. */
  function signedIn(alias: string | Error | null) {
    const send = async () => {
      if (alias instanceof Error) throw alias;
      return { AccountAliases: alias === null ? [] : [alias] };
    };
    const clients = { iam: () => ({ send }) } as unknown as AwsSession['clients'];
    const caller = 'arn:aws:iam::123456789012:user/frank';
    return { account: '123456789012', caller, clients };
  }

  async function lastOf(
    findings: readonly Finding[],
    prompts: Partial<Prompts>,
    alias: string | Error | null = null,
  ) {
    const session = signedIn(alias);
    const { context, written } = aContext({
      flags: { profile: 'acme-dev', deleteData: true },
      prompts,
    });
    const look = aLook(findings);
    const { plan } = await askPlan(
      look,
      context,
      findings.map(({ key }) => key),
    );
    return { answer: await confirmPlan({ plan, look, session }, context), written };
  }

  it('shows the plan, and names the account, the profile and who is signed in', async () => {
    const confirm = vi.fn(async () => true);
    const { answer, written } = await lastOf([guarded], { confirm });
    expect(answer).toBe(true);
    expect(confirm).toHaveBeenCalledWith(
      'Delete 1 resource in account 123456789012?',
      expect.anything(),
    );
    expect(written.stderr.replaceAll('\n', ' ')).toContain(
      'Account 123456789012 (no alias), profile acme-dev, signed in as arn:aws:iam::123456789012:user/frank',
    );
  });

  it('knows the account by its alias too', async () => {
    const typeWord = vi.fn(async () => true);
    const { written } = await lastOf([full], { typeWord }, 'acme-prod');
    expect(written.stderr).toContain('Account 123456789012 (alias acme-prod)');
    expect(typeWord).toHaveBeenCalledWith(
      expect.stringContaining('alias acme-prod'),
      ['123456789012', 'acme-prod'],
      expect.anything(),
    );
  });

  it('is asked all the same where the alias may not be read', async () => {
    const denied = Object.assign(new Error('no'), { name: 'AccessDenied' });
    const { answer, written } = await lastOf([guarded], { confirm: async () => true }, denied);
    expect(answer).toBe(true);
    expect(written.stderr).toContain('(alias not read: AccessDenied)');
  });

  it('is answered with one key for 25 resources, and with the account number for more', async () => {
    const many = (number: number) =>
      Array.from({ length: number }, (_, index) => aFinding({ id: `function-${index}` }));
    const confirm = vi.fn(async () => true);
    const typeWord = vi.fn(async () => true);
    await lastOf(many(25), { confirm, typeWord });
    expect(typeWord).not.toHaveBeenCalled();
    await lastOf(many(26), { typeWord });
    expect(typeWord).toHaveBeenCalledExactlyOnceWith(
      expect.stringContaining('26 resources'),
      ['123456789012'],
      expect.anything(),
    );
  });

  it('is answered with the account number wherever data goes', async () => {
    const typeWord = vi.fn(async () => false);
    const { answer } = await lastOf([guarded, full], { typeWord });
    expect(answer).toBe(false);
    expect(typeWord).toHaveBeenCalledExactlyOnceWith(
      expect.stringContaining('delete 2 resources and the data of 1 of them'),
      ['123456789012'],
      expect.anything(),
    );
  });

  it('is not asked where nothing would be deleted', async () => {
    expect((await lastOf([], {})).answer).toBe(false);
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
