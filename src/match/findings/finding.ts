import type { Evidence, Finding } from '../../model/finding.ts';
import type { Gap } from '../../model/gap.ts';
import type { Answer } from '../../model/question.ts';
import { monthlyCostUsd } from '../../model/prices.ts';
import type { Blocker } from '../../model/resource.ts';
import { latest } from '../../model/times.ts';
import { letGoByStacksAt } from '../history/stack-life.ts';
import { stageId } from '../../sst/state-keys.ts';
import type { Decision } from '../decision.ts';
import { lastListed } from './last-listed.ts';
import { knownFacts } from './finding-facts.ts';
import { fingerprintOf, lastingFingerprintOf } from './fingerprints.ts';
import type { Subject } from '../subject.ts';
import { isMadeByDeploys } from '../use/site-files.ts';
import { useOf } from '../use/traffic.ts';
import { hidingGaps } from '../use/hiding-gaps.ts';

/** A decision with everything that a person, a plan or another program needs to act on it. */
export function findingOf(subject: Subject, decision: Decision): Finding {
  const { resource, facts, index } = subject;
  const pair = ownerPair(subject);
  const contents = index.answer({
    type: 'bucket-contents',
    bucket: resource.id,
    region: resource.region,
  });
  const siteAssets = isMadeByDeploys(subject, contents);
  const stages = ofStages(subject);
  const bucket = contents?.type === 'bucket-contents' ? contents : null;
  const use = useOf(subject);
  const sizeBytes = bucket ? bucket.sizeBytes : resource.sizeBytes;
  return {
    key: resource.key,
    kind: resource.kind,
    id: resource.id,
    arn: resource.arn,
    name: resource.name,
    region: resource.region,
    app: pair?.app ?? null,
    stage: pair?.stage ?? null,
    component:
      subject.entry?.component?.name ??
      subject.fits.find(({ component }) => component !== null)?.component ??
      null,
    verdict: decision.verdict,
    confidence: decision.confidence,
    row: decision.row,
    evidence: distinct([...decision.evidence, ...(use ?? []), ...knownFacts(subject)]),
    createdAt: resource.createdAt,
    modifiedAt: resource.modifiedAt,
    busyUntil: decision.busyUntil,
    usedBy: keysOf(subject.referrers.map(({ from }) => from)),
    uses: keysOf((index.references.get(resource.key) ?? []).map(({ to }) => to)),
    losesData: facts.holdsData && !siteAssets && !isEmpty(contents),
    sizeBytes,
    monthlyCostUsd: monthlyCostUsd({
      billedAtRest: facts.billedAtRest,
      sizeBytes,
      bytesByClass: bucket?.bytesByClass ?? null,
    }),
    gaps: keysOf([
      ...gapsOf(subject, decision).map(({ id }) => id),
      ...decision.evidence.filter(({ code }) => code === 'gap').map(({ source }) => source),
    ]),
    consoleUrl: consoleUrl(subject),
    ofStages: stages,
    stageLivesOn: [...stages, ...subject.owners].some(
      (id) => index.stages.get(id)?.livesOn === true && !isAllGivenUp(id, subject),
    ),
    answers: decision.answers,
    use,
    siteAssets,
    blockers: blockersOf(subject, contents),
    routedFrom: index.routedFrom.get(resource.key) ?? none,
    departedAt: departedAt(subject),
    lastListed: lastListed(subject.history.past[0]),
    fingerprint: fingerprintOf(subject, decision),
    lastingFingerprint: lastingFingerprintOf(subject),
    enabled: resource.serving?.enabled ?? null,
  };
}

/**
 * The gaps that may still hide something; a gap that the resource's own tags closed is left out for one
 * that may go.
 */
function gapsOf(subject: Subject, { verdict }: Decision): readonly Gap[] {
  if (verdict !== 'leftover' && verdict !== 'retained') return subject.gaps;
  return hidingGaps(subject, { ask: (question) => subject.index.answer(question) });
}

function ownerPair({
  owners,
  index,
  tagPair,
  history,
  fits,
  resource,
}: Subject): { app: string; stage: string } | null {
  const [owner] = owners;
  if (owners.length !== 1 || owner === undefined) return null;
  const candidates = [
    tagPair,
    resource.environmentPair,
    ...history.past.map(({ state }) => state),
    ...history.givenUp.map(({ state }) => state),
    ...fits.map(({ pair }) => pair),
    index.stages.get(owner)?.pair ?? null,
  ];
  const found = candidates.find((candidate) => candidate !== null && stageId(candidate) === owner);
  return found ? { app: found.app, stage: found.stage } : null;
}

/** Stages by tag or history, never by name alone: a plan's order rests on them. */
export function ofStages({ tagPair, history, claims, resource }: Subject): readonly string[] {
  return keysOf([
    ...(tagPair ? [stageId(tagPair)] : []),
    ...(resource.environmentPair ? [stageId(resource.environmentPair)] : []),
    ...history.past.map(({ state }) => stageId(state)),
    ...history.givenUp.map(({ state }) => stageId(state)),
    ...history.stacks.map(({ pair }) => pair),
    ...claims.flatMap(({ own, pair }) => (own && pair !== null ? [pair] : [])),
  ]);
}

/**
 * When it left its state or its stack was deleted; without such a history, when all its stages were
 * removed.
 */
function departedAt({ stages, history }: Subject): string | null {
  const left = latest(
    history.past[0]?.departure.at ?? null,
    ...history.givenUp.map(({ state }) => state.versions.at(-1)?.at ?? null),
    letGoByStacksAt(history),
  );
  const removals = stages.map(({ removed, removedAt }) => (removed ? removedAt : null));
  return left ?? (removals.every((time) => time !== null) ? latest(...removals) : null);
}

function isAllGivenUp(id: string, { index }: Subject): boolean {
  const facts = index.stages.get(id);
  const holding =
    facts?.pair.states.filter(({ current }) => current !== null && current.resources > 0) ?? [];
  return holding.length > 0 && holding.every((state) => facts?.abandoned.has(state) === true);
}

function isEmpty(contents: Answer | null): boolean {
  return contents?.type === 'bucket-contents' && contents.complete && contents.versions === 0;
}

function blockersOf({ resource, index }: Subject, contents: Answer | null): readonly Blocker[] {
  const configuration = index.answer({ type: 'distribution-config', id: resource.id });
  const tenants = index.answer({ type: 'tenants', distribution: resource.id });
  const found: Blocker[] = [...resource.blockers];
  if (
    resource.kind === 'cloudfront-distribution' &&
    configuration?.type === 'distribution-config' &&
    configuration.continuousDeployment
  ) {
    found.push({
      code: 'continuous-deployment',
      detail: `The continuous deployment policy ${configuration.continuousDeployment} is attached.`,
    });
  }
  if (tenants?.type === 'tenants' && tenants.tenants > 0) {
    found.push({
      code: 'tenant-only-distribution',
      detail: `It has ${tenants.tenants} distribution tenants.`,
    });
  }
  if (resource.kind === 's3-bucket' && contents?.type === 'bucket-contents') {
    if (contents.objectLock && contents.versions > 0)
      found.push({ code: 'object-lock', detail: 'Object Lock is on.' });
    if (contents.mfaDelete)
      found.push({
        code: 'mfa-delete',
        detail: 'Its versions can only be deleted with the root user’s MFA device.',
      });
  }
  return found;
}

function consoleUrl({ facts, resource }: Subject): string {
  const values: Readonly<Record<string, string>> = {
    id: resource.id,
    region: resource.region,
    arn: resource.arn ?? '',
    name: resource.name ?? resource.id,
  };
  return facts.consoleUrl.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(values[name] ?? ''),
  );
}

const none: readonly never[] = [];

function keysOf(keys: readonly string[]): readonly string[] {
  return keys.length === 0 ? none : [...new Set(keys)].sort();
}

function distinct(facts: readonly Evidence[]): readonly Evidence[] {
  const byText = new Map<string, Evidence>();
  for (const fact of facts) {
    const id = JSON.stringify([fact.code, fact.source, fact.detail]);
    if (!byText.has(id)) byText.set(id, fact);
  }
  return [...byText.values()];
}
