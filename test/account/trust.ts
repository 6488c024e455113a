/** A role's trust policy, as pulumi-aws writes it into the state and IAM answers it. */
export function trustPolicy(...services: readonly string[]): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: services }, Action: 'sts:AssumeRole' }],
  });
}
