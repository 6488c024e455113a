export const defaultMinConfidence = 'high';
export const defaultMaxDeletions = 50;
