import type { Run, RunRecord } from '../../model/stage.ts';
import type { Resource } from '../../model/resource.ts';
import { parseUrn } from '../../sst/checkpoint.ts';
import { typeOfThing } from '../../sst/owned.ts';
import { urnOfError } from '../../sst/records.ts';
import { logicalNames } from '../../sst/logical-names.ts';
import type { StageFacts } from './stage-facts.ts';
import type { Subject } from '../subject.ts';

/** A failed deploy whose error names this very resource as already existing. */
export interface FailedRun {
  readonly facts: StageFacts;
  readonly run: Run;
  readonly message: string;
}

/**
 * Stages whose newest `deploy` failed because this resource existed already: the error's URN has the kind's
 * type, and its text AWS's code and the whole name.
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
 * How a deploy that completed with errors may have made the resource without recording it. The engine
 * records every resource but the failed ones (Pulumi keeps no entry of a creation that its provider gave up
 * on), so where the errors name resources it must be one of them, by type and by name. `unnamed`: an error
 * without a URN may be about any resource, and one about a resource without a name about any of its type.
 * Null: not by this deploy.
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
