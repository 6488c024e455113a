import { describe, expect, it } from 'vitest';
import { resourceOf } from '../../../src/kinds/resource-shape.ts';
import { gapsTouching } from '../../../src/match/gaps.ts';
import { modifiedByOthersAt } from '../../../src/match/history/traces.ts';
import type { GapScope } from '../../../src/model/gap.ts';
import { touching } from '../../../src/model/gap.ts';
import { questionKey } from '../../../src/model/question.ts';
import { traceTags } from '../../../src/model/own-tags.ts';
import type { Resource } from '../../../src/model/resource.ts';
import { aGap, anInventory } from '../../builders.ts';

const bucket = resourceOf('s3-bucket', 'b', {
  region: 'eu-west-1',
  identifiers: ['b'],
  configuration: '',
});

describe('a gap', () => {
  const touches = (affects: Partial<GapScope>, owners = ['acme/pr-1'], resource = bucket) =>
    gapsTouching(resource, { owners, notBefore: null, isOfStates: false }, [
      aGap({ affects: touching(affects) }),
    ]).length > 0;

  it('touches what matches its stages and its kinds and its regions and its resources', () => {
    const whole: Partial<GapScope> = {
      stages: ['acme/pr-1'],
      kinds: ['s3-bucket'],
      regions: ['eu-west-1'],
      resources: [bucket.key],
    };
    expect(touches(whole)).toBe(true);
    expect(touches({})).toBe(true);
    expect(touches({ ...whole, stages: ['acme/pr-2'] })).toBe(false);
    expect(touches({ ...whole, kinds: ['iam-role'] })).toBe(false);
    expect(touches({ ...whole, regions: ['us-east-1'] })).toBe(false);
    expect(touches({ ...whole, resources: ['s3-bucket:c'] })).toBe(false);
  });

  it('of a stage touches what may be of any stage', () => {
    expect(touches({ stages: ['acme/pr-2'] }, [])).toBe(true);
    expect(touches({ stages: ['acme/pr-2'] }, ['acme/pr-1', 'acme/pr-2'])).toBe(true);
  });

  it('of a stage that could not be read touches what carries look-up tags', () => {
    const scope = { stages: ['acme/pr-2'] };
    const shared = { ...bucket, tags: { 'sst:ref:vpc': 'x' } };
    const plain = { ...bucket, tags: { 'sst:app': 'acme' } };
    expect(touches({ ...scope, lookups: true }, ['acme/pr-1'], shared)).toBe(true);
    expect(touches({ ...scope, lookups: true }, ['acme/pr-1'], plain)).toBe(false);
    expect(touches(scope, ['acme/pr-1'], shared)).toBe(false);
  });

  it('of a checkpoint touches what is older, and what may be', () => {
    const when = (notBefore: string | null) =>
      gapsTouching(bucket, { owners: ['acme/pr-1'], notBefore, isOfStates: true }, [
        aGap({ affects: touching({ stages: ['acme/pr-2'], madeBefore: '2026-11-10T10:00:00Z' }) }),
      ]).length > 0;
    expect(when('2026-11-10T09:59:59Z')).toBe(true);
    expect(when('2026-11-10T10:00:00Z')).toBe(true);
    expect(when('2026-11-10T10:00:01Z')).toBe(false);
    expect(when(null)).toBe(true);
  });

  it('of deleted stacks touches what no state recorded, and its own pair', () => {
    const touched = (owner: string, isOfStates: boolean) =>
      gapsTouching(bucket, { owners: [owner], notBefore: null, isOfStates }, [
        aGap({ affects: touching({ stages: ['legacy/pr-9'], unrecorded: true }) }),
      ]).length > 0;
    expect(touched('acme/pr-1', false)).toBe(true);
    expect(touched('acme/pr-1', true)).toBe(false);
    expect(touched('legacy/pr-9', true)).toBe(true);
  });

  it('of us-east-1 touches what is global', () => {
    const global = { ...bucket, region: 'global' };
    expect(touches({ regions: ['us-east-1'] }, ['acme/pr-1'], global)).toBe(true);
    expect(touches({ regions: ['eu-west-1'] }, ['acme/pr-1'], global)).toBe(false);
  });
});

describe('our own traces', () => {
  const before = '2026-10-01T00:00:00.000Z';
  const ours = '2026-11-20T10:00:00.000Z';
  const changed = (more: Partial<Resource>, configuration = 'ours') => {
    const resource: Resource = {
      ...resourceOf('cloudfront-distribution', 'E1', {
        region: 'global',
        identifiers: ['E1'],
        configuration: '',
      }),
      tags: {
        [traceTags.at]: ours,
        [traceTags.modifiedAt]: before,
        [traceTags.configuration]: 'ours',
      },
      modifiedAt: '2026-11-20T10:09:00.000Z',
      serving: { enabled: false, settled: true, aliases: [], whileOff: 'off' },
      ...more,
    };
    const key = questionKey({ type: 'distribution-config', id: 'E1' });
    const answer = {
      type: 'distribution-config',
      logBucket: null,
      continuousDeployment: null,
      served: '',
      configuration,
    } as const;
    return modifiedByOthersAt(resource, anInventory({ answers: { [key]: answer } }));
  };

  it('count for nothing while it is disabled, close to our write, and as we sent it', () => {
    expect(changed({})).toBe(before);
  });

  it.each([
    [
      'enabled',
      { serving: { enabled: true, settled: true, aliases: [], whileOff: 'off' } },
      'ours',
    ],
    ['changed later', { modifiedAt: '2026-11-20T10:11:00.000Z' }, 'ours'],
    ['configured otherwise', {}, 'theirs'],
    ['not tagged', { tags: {} }, 'ours'],
  ] as const)('are another’s where it is %s', (_, more, configuration) => {
    expect(changed(more, configuration)).not.toBe(before);
  });
});
