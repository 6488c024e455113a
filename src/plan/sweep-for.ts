import type { OwnCommand } from '../model/command.ts';
import type { Finding } from '../model/finding.ts';
import type { KindFacts } from '../model/kind.ts';
import type { PlanOptions } from '../model/options.ts';
import type { Plan } from '../model/plan.ts';
import { indexAccount } from './account-index.ts';
import { candidateFrom } from './candidates.ts';
import { guards } from './guards.ts';
import { plan, type PlanContext } from './plan.ts';
import { remedyFor, sweepCommand, sweepContext, withoutChoices } from './remedies.ts';

/** The sweep that takes these findings, or why there is none. */
export type SweepFor =
  | { readonly command: OwnCommand; readonly refused: null }
  | { readonly command: null; readonly refused: string };

/**
 * The one command that takes all of these together, with all that must go for them to go. It was
 * planned before it is handed out: a sweep would carry it out as it stands.
 */
export function sweepFor(
  wanted: readonly Finding[],
  {
    findings,
    kinds,
    options,
    context,
  }: {
    readonly findings: readonly Finding[];
    readonly kinds: readonly KindFacts[];
    readonly options: PlanOptions;
    readonly context: PlanContext;
  },
): SweepFor {
  const index = indexAccount(findings, kinds);
  const choice = { options, typed: new Set<string>(), within: context.within ?? null };
  const remedy = remedyFor(wanted, {
    index,
    options,
    guards: context.guards ?? guards,
    candidate: (finding) => candidateFrom(finding, index, choice),
  });
  const typed = remedy?.typed ?? wanted.map(({ key }) => key);
  const deleteData = options.deleteData || remedy?.deleteData === true;
  // A plan that needs a person's decision is made as for a person.
  const unattended = options.unattended && remedy?.attended !== true;
  const made = plan(
    findings,
    kinds,
    { ...withoutChoices(options), unattended, typed, deleteData, stages: remedy?.stages ?? [] },
    context,
  );
  return remedy !== null && takesAll(made, wanted)
    ? { command: sweepCommand(remedy, sweepContext(options, context)), refused: null }
    : { command: null, refused: refusal(made, wanted) };
}

function takesAll({ steps, basis, refusal: refused }: Plan, wanted: readonly Finding[]): boolean {
  const taken = new Set([...steps, ...basis].map(({ key }) => key));
  return refused === null && wanted.every(({ key }) => taken.has(key));
}

function refusal({ refusal: refused, excluded }: Plan, wanted: readonly Finding[]): string {
  const keys = new Set(wanted.map(({ key }) => key));
  const held = excluded.find(({ key }) => keys.has(key));
  return (
    refused?.message ??
    held?.detail ??
    'it is in use, of production, or not proven to be left over.'
  );
}
