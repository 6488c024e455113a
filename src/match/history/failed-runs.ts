import type { Run, RunRecord } from '../../model/stage.ts';
import type { Resource } from '../../model/resource.ts';
import { parseUrn } from '../../sst/checkpoint.ts';
import { typeOfThing } from '../../sst/owned.ts';
import { urnOfError } from '../../sst/records.ts';
import { logicalNames } from '../../sst/logical-names.ts';
import type { StageFacts } from './stage-facts.ts';
import type { Subject } from '../subject.ts';

/** A failed deploy that names this very resource as already existing. */
export interface FailedRun {
  readonly facts: StageFacts;
  readonly run: Run;
  readonly message: string;
}

/**
 * Stages whose newest `deploy` failed because this resource was already there: the kind by the
 * URN's type and AWS's code, the name whole.
 */
export function failedRunsNaming({
  resource,
  facts,
  index,
}: Pick<Subject, 'resource' | 'facts' | 'index'>): readonly FailedRun[] {
  const { name } = resource;
  if (name === null || facts.alreadyExistsCodes.length === 0) return [];
  return index.failedDeploys.flatMap(({ facts: stage, run, errors }) => {
    const message = errors.find((error) => namesAsExisting(error, name, facts));
    return message === undefined ? [] : [{ facts: stage, run, message }];
  });
}

function namesAsExisting(error: string, name: string, facts: Subject['facts']): boolean {
  return (
    isOfKind(urnOfError(error) ?? '', facts) &&
    facts.alreadyExistsCodes.some((code) => error.includes(code)) &&
    new RegExp(`(^|[^A-Za-z0-9_-])${escaped(name)}($|[^A-Za-z0-9_-])`).test(error)
  );
}

/**
 * May a deploy that completed with errors have made it, and recorded nothing? The engine records all that
 * it made but what failed (Pulumi keeps no entry of a creation that its provider gave up on), so where
 * the errors name resources it is one of them, by type and by name. `unnamed`: an error that names none
 * may be about any, and one about a thing without a name about any of its type. Null: it has not.
 */
export function failureOn(
  { errors }: RunRecord,
  subject: Pick<Subject, 'facts' | 'resource'>,
): 'named' | 'unnamed' | null {
  const found = errors.map((error) => {
    const urn = urnOfError(error);
    if (urn === null) return 'unnamed';
    return isOfKind(urn, subject.facts) ? howNamed(urn, subject.resource) : null;
  });
  if (found.includes('named')) return 'named';
  return found.includes('unnamed') ? 'unnamed' : null;
}

function howNamed(urn: string, resource: Resource): 'named' | 'unnamed' | null {
  const names = logicalNames(resource);
  if (names === null) return 'unnamed';
  return names.has(parseUrn(urn)?.name.toLowerCase() ?? '') ? 'named' : null;
}

function isOfKind(urn: string, { pulumiTypes }: Subject['facts']): boolean {
  return pulumiTypes.includes(typeOfThing(parseUrn(urn)?.types.at(-1) ?? '', urn));
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
