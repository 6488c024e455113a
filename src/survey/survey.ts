import type { AwsSession } from '../aws/aws-session.ts';
import type { KindModule } from '../kinds/kind-module.ts';
import { match, type MatchResult } from '../match/match.ts';
import type { Clock } from '../model/clock.ts';
import type { AccountNames } from '../model/elsewhere.ts';
import type { Emit } from '../model/event.ts';
import type { Finding, StageReport } from '../model/finding.ts';
import type { Gap } from '../model/gap.ts';
import type { Inventory } from '../model/inventory.ts';
import type { Question } from '../model/question.ts';
import type { MatchOptions } from '../model/options.ts';
import type { RouteRecord } from '../model/routes.ts';
import type { ResolveName } from '../scan/questions/question-context.ts';
import { answerQuestions } from '../scan/questions/answer-questions.ts';
import { createGapKeeper, type FileCache } from '../scan/scan-context.ts';
import { scan } from '../scan/scan.ts';
import type { NameWords } from '../sst/name-words.ts';
import { stageId } from '../sst/state-keys.ts';

export interface SurveyOptions {
  readonly kinds: readonly KindModule[];
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly emit: Emit;
  readonly regions: readonly string[];
  readonly ignoreHomes: readonly string[];
  readonly ignoreRegions: readonly string[];
  /** Callers of the library that are older than it leave it out. */
  readonly ignoreStages?: readonly string[];
  readonly matchOptions: MatchOptions;
  /** Ids, names or ARNs that somebody typed, or that an answer is about: their use is looked up. */
  readonly asked?: (inventory: Inventory) => readonly string[];
  /** Stages for which it must be known whether anything of theirs is needed. */
  readonly isInQuestion?: (stage: StageReport, now: string) => boolean;
  /** Only these resources are judged, by key, with what their verdicts rest on; absent: all. */
  readonly only?: ReadonlySet<string>;
  /** Answers of an earlier survey: to questions that this one does not ask again. */
  readonly earlier?: Inventory['answers'];
  /** Other accounts of the same run; absent: none. */
  readonly others?: OtherAccounts;
  /** Takes the words that this account's states and stacks use, for the other accounts of the run. */
  readonly words?: NameWords;
  /** Does a DNS name lead anywhere? Throws where that could not be found out. */
  readonly resolveName: ResolveName;
  /** Kept between the looks of one sweep: versions of state files never change. */
  readonly files: FileCache;
}

/** What is known of the other accounts of a run. */
export interface OtherAccounts {
  readonly names: readonly AccountNames[];
  /** What may be hidden because some of them could not be read. */
  readonly gaps: readonly Gap[];
}

/** One survey of an account: everything that was read, and the verdicts. */
export interface Survey {
  readonly inventory: Inventory;
  readonly findings: readonly Finding[];
  readonly stages: readonly StageReport[];
  /** Routes that states list, of key-value stores that still exist. */
  readonly routes: readonly RouteRecord[];
  /** By key: all live stacks that name a resource. */
  readonly claims: MatchResult['claims'];
  readonly takenAt: Date;
}

/** The match may ask for more reads this many times; findings that are open then stay `unknown`. */
const rounds = 3;

/** Scans and matches, and does the further reads that only the match can ask for. */
export async function surveyAccount(session: AwsSession, options: SurveyOptions): Promise<Survey> {
  const { clock, signal, emit, kinds, files } = options;
  const takenAt = clock.now();
  const scanOptions = {
    kinds,
    emit,
    files,
    regions: options.regions,
    ignoreHomes: options.ignoreHomes,
    ignoreRegions: options.ignoreRegions,
    ignoreStages: options.ignoreStages ?? [],
    abandoned: options.matchOptions.abandon.map(stageId),
    ...(options.words && { words: options.words }),
  };
  const read = await scan(session, scanOptions, { clock, signal });
  let inventory: Inventory = {
    ...read,
    ...(options.earlier && { earlier: options.earlier }),
    ...(options.others && {
      elsewhere: options.others.names,
      gaps: [...read.gaps, ...options.others.gaps],
    }),
  };
  const { now } = inventory;
  const question = {
    asked: options.asked?.(inventory) ?? [],
    isInQuestion: (stage: StageReport) => options.isInQuestion?.(stage, now) ?? false,
    only: options.only ?? null,
  };
  for (let round = 0; round < rounds; round++) {
    emit({ type: 'judging', resources: inventory.resources.length });
    const judged = judge(inventory, options.matchOptions, question);
    if (judged.openQuestions === null) {
      emit({ type: 'judged' });
      return { inventory, ...judged.result, takenAt };
    }
    const gaps = createGapKeeper(emit);
    const listed = new Map(inventory.resources.map((resource) => [resource.key, resource]));
    const context = {
      session,
      clock,
      signal,
      options: scanOptions,
      gaps,
      resolve: options.resolveName,
      regions: inventory.regions,
      resource: (key: string) => listed.get(key),
    };
    const answers = await answerQuestions(judged.openQuestions, context);
    inventory = {
      ...inventory,
      answers: { ...inventory.answers, ...answers },
      gaps: [...inventory.gaps, ...gaps.all()],
      calls: session.calls(),
    };
  }
  const { findings, stages, routes, claims } = matchFor(inventory, options.matchOptions, question);
  emit({ type: 'judged' });
  return { inventory, findings, stages, routes, claims, takenAt };
}

type Judged =
  | { readonly openQuestions: readonly Question[] }
  | {
      readonly openQuestions: null;
      readonly result: Pick<Survey, 'findings' | 'stages' | 'routes' | 'claims'>;
    };

interface MatchQuestions {
  readonly asked: readonly string[];
  isInQuestion(stage: StageReport): boolean;
  readonly only: ReadonlySet<string> | null;
}

function matchFor(
  inventory: Inventory,
  options: MatchOptions,
  question: MatchQuestions,
): MatchResult {
  const { asked, isInQuestion, only } = question;
  return match(inventory, options, undefined, asked, isInQuestion, only);
}

/**
 * Either the questions that are open or the result: on a large account a match takes much memory, and is not
 * held while reading.
 */
function judge(inventory: Inventory, options: MatchOptions, question: MatchQuestions): Judged {
  const matched = matchFor(inventory, options, question);
  if (matched.openQuestions.length > 0) return { openQuestions: matched.openQuestions };
  const { findings, stages, routes, claims } = matched;
  return { openQuestions: null, result: { findings, stages, routes, claims } };
}
