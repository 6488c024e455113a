import { mkdir, mkdtemp, readdir, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { directoryArchive } from '../../src/archive/directory.ts';
import type { ObjectArchive } from '../../src/kinds/object-archive.ts';

it.each(['123456789012', '123456789012/uploads'])(
  'an archive is not written through a link below its folder: %s',
  async (link) => {
    const folder = await mkdtemp(join(tmpdir(), 'sst-sweep-archive-'));
    const [root, elsewhere] = [join(folder, 'archive'), join(folder, 'elsewhere')];
    await mkdir(elsewhere);
    await mkdir(join(root, link, '..'), { recursive: true });
    await symlink(elsewhere, join(root, link));
    const archive = directoryArchive(root, '123456789012');
    const place = { name: 'uploads', region: 'eu-west-1' };
    // It comes to none of them.
    const [versions, context] = [[], {}] as unknown as [
      Parameters<ObjectArchive['keep']>[1],
      Parameters<ObjectArchive['keep']>[2],
    ];
    await expect(archive.keep(place, versions, context)).rejects.toThrow(/is a symbolic link$/);
    expect(await readdir(elsewhere)).toEqual([]);
  },
);
