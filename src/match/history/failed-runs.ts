import type { Run } from '../../model/stage.ts';
import { parseUrn } from '../../sst/checkpoint.ts';
import { typeOfThing } from '../../sst/owned.ts';
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
  world,
}: Pick<Subject, 'resource' | 'facts' | 'world'>): readonly FailedRun[] {
  const { name } = resource;
  if (name === null || facts.alreadyExistsCodes.length === 0) return [];
  return world.failedDeploys.flatMap(({ facts: stage, run, errors }) => {
    const message = errors.find((error) => namesAsExisting(error, name, facts));
    return message === undefined ? [] : [{ facts: stage, run, message }];
  });
}

function namesAsExisting(error: string, name: string, facts: Subject['facts']): boolean {
  const urn = /^urn:pulumi:\S+?(?=: |$)/.exec(error)?.[0] ?? '';
  const type = typeOfThing(parseUrn(urn)?.types.at(-1) ?? '', urn);
  return (
    facts.pulumiTypes.includes(type) &&
    facts.alreadyExistsCodes.some((code) => error.includes(code)) &&
    new RegExp(`(^|[^A-Za-z0-9_-])${escaped(name)}($|[^A-Za-z0-9_-])`).test(error)
  );
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
