import type { AppStage, Tags } from '../model/resource.ts';

/** The app and stage that SST puts on all taggable resources (`defaultTags`); null without both. */
export function pairFromTags(tags: Tags | null): AppStage | null {
  const app = tags?.['sst:app'];
  const stage = tags?.['sst:stage'];
  return app && stage ? { app, stage } : null;
}

/**
 * `sst:ref:*` and its kin mean that another stage may look this resource up by its tags: Routers,
 * VPCs, clusters, databases.
 */
export function hasLookupTags(tags: Tags | null): boolean {
  return Object.keys(tags ?? {}).some((name) =>
    /^sst:(ref|ref-version|is-nat|is-nat-sg|is-bastion|is-bastion-sg|lookup|component-version|auth-token-ref)(:|$)/.test(
      name,
    ),
  );
}

/** The user's own word that a resource stays. */
export const keepTag = 'sst-sweep:keep';

/** What a sweep writes on a distribution before it disables it (the design's "our own traces"). */
export const traceTags = {
  sweep: 'sst-sweep:sweep',
  at: 'sst-sweep:at',
  modifiedAt: 'sst-sweep:modified-at',
  configuration: 'sst-sweep:config',
} as const;
