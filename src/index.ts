/**
 * The library: the functions behind the commands of `sst-sweep`. `openSession` signs in, `scan` reads,
 * `match` judges, `plan` orders, `sweep` deletes.
 */
export type { AwsSession } from './aws/aws-session.ts';
export { openSession, type SessionOptions } from './aws/session.ts';
export { surveyAccount, type Survey, type SurveyOptions } from './survey/survey.ts';
export { kinds } from './kinds/index.ts';
export type { KindModule } from './kinds/kind-module.ts';
export { match, type MatchResult } from './match/match.ts';
export type { Clock } from './model/clock.ts';
export { AbortError, UserError } from './model/errors.ts';
export type { Emit, Event } from './model/event.ts';
export type { Evidence, Finding, Report, StageReport } from './model/finding.ts';
export type { Confidence, Verdict } from './model/verdict.ts';
export type { Gap, GapScope } from './model/gap.ts';
export type { Inventory } from './model/inventory.ts';
export type { Question, Answer } from './model/question.ts';
export type { Kind, KindFacts, StepAction } from './model/kind.ts';
export type { MatchOptions, PlanOptions } from './model/options.ts';
export type { Exclusion, Outcome, Plan, Step, SweepResult } from './model/plan.ts';
export type { Reference, Resource, Tags } from './model/resource.ts';
export { plan } from './plan/plan.ts';
export type { ResolveName } from './scan/questions/question-context.ts';
export { answerQuestions } from './scan/questions/answer-questions.ts';
export { scan } from './scan/scan.ts';
export type { FileCache, ScanOptions } from './scan/scan-context.ts';
export { sweep } from './sweep/sweep.ts';
export type { SweepDeps } from './sweep/sweep-deps.ts';
