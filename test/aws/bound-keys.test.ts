import { expect, it } from 'vitest';
import { boundKeys, type Keys } from '../../src/aws/bound-keys.ts';

function aProfile({ owners }: { readonly owners: Readonly<Record<string, string | Error>> }) {
  const asked: string[] = [];
  const given = { now: 'AKIA1' };
  const bound = boundKeys(
    async () => ({ accessKeyId: given.now, secretAccessKey: 'secret' }),
    async ({ accessKeyId }: Keys) => {
      asked.push(accessKeyId);
      const owner = owners[accessKeyId];
      if (typeof owner !== 'string') throw owner;
      return owner;
    },
  );
  const get = async (key: string) => {
    given.now = key;
    if (typeof bound.credentials !== 'function') throw new Error('They are asked for.');
    return (await bound.credentials()).accessKeyId;
  };
  return { bound, get, asked, owners };
}

it('asks once whose each new set of keys is, and not for those that signed in', async () => {
  const { bound, get, asked } = aProfile({ owners: { AKIA2: '111111111111' } });
  await get('AKIA1');
  bound.bind('111111111111');
  await Promise.all([get('AKIA1'), get('AKIA1')]);
  await Promise.all([get('AKIA2'), get('AKIA2')]);
  await get('AKIA2');
  expect(asked).toEqual(['AKIA2']);
});

it('refuses keys of another account at each call, and takes those of its own afterwards', async () => {
  const { bound, get } = aProfile({ owners: { AKIA2: '222222222222' } });
  await get('AKIA1');
  bound.bind('111111111111');
  for (const _ of [1, 2])
    await expect(get('AKIA2')).rejects.toMatchObject({ code: 'ACCOUNT_CHANGED' });
  expect(await get('AKIA1')).toBe('AKIA1');
});

it('signs nothing with keys of which AWS does not say whose they are, and asks again', async () => {
  const owners: Record<string, string | Error> = { AKIA2: new Error('No answer.') };
  const { bound, get } = aProfile({ owners });
  await get('AKIA1');
  bound.bind('111111111111');
  await expect(get('AKIA2')).rejects.toThrow('No answer.');
  owners['AKIA2'] = '111111111111';
  expect(await get('AKIA2')).toBe('AKIA2');
});
