/** A sweep reads all that a scan reads; a restore and an archive need all that a sweep needs. */
export const policyPurposes = ['scan', 'sweep', 'restore', 'archive'] as const;

export type PolicyPurpose = (typeof policyPurposes)[number];
