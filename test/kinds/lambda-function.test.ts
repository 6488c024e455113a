import { describe, expect, it } from 'vitest';
import { lambdaFunction } from '../../src/kinds/lambda/lambda-function.ts';
import { signedIn, theOne } from './signed-in.ts';

const name = 'acme-pr-1-JobsFunction';
const source = 'arn:aws:sqs:us-east-1:123456789012:acme-pr-1-jobs';

/** A function that a queue feeds, as others do its alias and its version, and one more that is fed. */
const withSources = () =>
  signedIn({
    lambda: {
      functions: [
        { name, region: 'us-east-1', aliases: [{ name: 'live', version: '$LATEST' }] },
        { name: 'other', region: 'us-east-1' },
      ],
      eventSources: [
        { id: 'own', region: 'us-east-1', function: name, source },
        { id: 'of-alias', region: 'us-east-1', function: name, qualifier: 'live', source },
        { id: 'of-version', region: 'us-east-1', function: name, qualifier: '3', source },
        { id: 'of-other', region: 'us-east-1', function: 'other', source },
      ],
    },
  });

describe('a function that is deleted', () => {
  it('takes along what feeds it, its aliases and its versions, which would feed the next one of its name', async () => {
    const signed = await withSources();
    const resource = await theOne(lambdaFunction, `us-east-1:${name}`, signed);
    expect(await lambdaFunction.steps['delete']?.(resource, signed.step())).toEqual({
      result: 'done',
    });
    const { aws } = signed;
    expect(aws.snapshot().lambda?.functions.map((each) => each.name)).toEqual(['other']);
    expect(aws.snapshot().lambda?.eventSources?.map(({ id }) => id)).toEqual(['of-other']);
  });

  it('keeps what fed it, its aliases and its versions in its backup', async () => {
    const signed = await withSources();
    const resource = await theOne(lambdaFunction, `us-east-1:${name}`, signed);
    const parts = await lambdaFunction.backup(resource, signed.context());
    const part = parts.find(({ name: file }) => file === 'event-sources.json');
    const ids = part && 'content' in part ? String(part.content).match(/"UUID": "[^"]+"/g) : null;
    expect(ids).toEqual(['"UUID": "of-alias"', '"UUID": "of-version"', '"UUID": "own"']);
  });
});
