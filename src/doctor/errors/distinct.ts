import type { DeployError } from '../../model/diagnosis.ts';

/** SST prints every error when it happens and again at its end: of both, the one that tells more is kept. */
export function distinct(errors: readonly DeployError[]): readonly DeployError[] {
  const kept = new Map<string, DeployError>();
  for (const error of errors) {
    const key = `${error.code} ${error.stage ?? ''} ${error.name ?? placeOf(error)}`;
    const known = kept.get(key);
    if (!known || (known.path === null && error.path !== null)) kept.set(key, error);
  }
  return [...kept.values()].filter(
    (error, _, all) =>
      error.name !== null ||
      !all.some((other) => other !== error && other.code === error.code && tellsMore(other, error)),
  );
}

function tellsMore(one: DeployError, other: DeployError): boolean {
  if (other.path === null)
    return one.name !== null || one.path !== null || (other.stage === null && one.stage !== null);
  return placeOf(one) === placeOf(other) && one.name !== null;
}

/** A terminal may have broken the path anywhere. */
function placeOf({ path }: DeployError): string {
  return (path ?? '').replaceAll(/\s/g, '');
}
