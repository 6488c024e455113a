export const defaultMinConfidence = 'high';
export const defaultMaxDeletions = 50;
export const defaultMaxRemovals = 5;
