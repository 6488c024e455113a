/** The user's own word that a resource stays. */
export const keepTag = 'sst-sweep:keep';

/** Tags that a sweep writes on a distribution before it disables it (the design's "our own traces"). */
export const traceTags = {
  sweep: 'sst-sweep:sweep',
  at: 'sst-sweep:at',
  modifiedAt: 'sst-sweep:modified-at',
  configuration: 'sst-sweep:config',
} as const;
