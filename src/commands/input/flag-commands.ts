// Which commands have a flag in common.

export const looking = [
  'interactive',
  'scan',
  'plan',
  'sweep',
  'stages',
  'explain',
  'doctor',
] as const;
export const narrowing = ['interactive', 'scan', 'plan', 'sweep', 'stages'] as const;
export const choosing = ['interactive', 'plan', 'sweep'] as const;
export const waiting = ['interactive', 'sweep', 'resume'] as const;
export const onAccounts = [...looking, 'resume', 'restore'] as const;
export const withState = [...looking, 'runs', 'resume', 'restore'] as const;
export const printing = [...withState, 'iam-policy', 'accounts', 'merge'] as const;
export const listing = [...onAccounts, 'runs', 'accounts'] as const;
export const all = [...printing, 'completion', 'simulate'] as const;
