import type { AppStage, Tags } from '../model/resource.ts';

/** The app and stage that SST puts on all taggable resources (`defaultTags`); null without both. */
export function pairFromTags(tags: Tags | null): AppStage | null {
  const app = tags?.['sst:app'];
  const stage = tags?.['sst:stage'];
  return app && stage ? { app, stage } : null;
}

/**
 * `sst:ref:*` and related tags mean that another stage may look this resource up by its tags: Routers,
 * VPCs, clusters, databases.
 */
export function hasLookupTags(tags: Tags | null): boolean {
  return Object.keys(tags ?? {}).some((name) =>
    /^sst:(ref|ref-version|is-nat|is-nat-sg|is-bastion|is-bastion-sg|lookup|component-version|auth-token-ref)(:|$)/.test(
      name,
    ),
  );
}
