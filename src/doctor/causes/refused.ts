import { flag, foreignCommand, sstCommand } from '../../model/command.ts';
import type { Cause, DeployError } from '../../model/diagnosis.ts';
import type { StageState } from '../../model/stage.ts';
import { cut } from '../../text/text.ts';
import type { Facts } from '../facts.ts';
import { deployingPair } from '../holders.ts';
import {
  evidence,
  commandRemedy,
  configRemedy,
  unnamedRerun,
  type CauseSearch,
  nothingFound,
  rerunRemedy,
  manualRemedy,
  type CauseFinder,
} from './cause.ts';
import { statesInQuestion } from './in-question.ts';

const messageColumns = 300;

/** The words of AWS or SST, without the path before them. */
export function messageWithoutPath(error: DeployError): string {
  return cut(wordsOf(error), messageColumns);
}

function wordsOf({ message, code, path }: DeployError): string {
  // CloudFormation and Java: `... | Logical1A2B Sentence. (Service: X; Status Code: 400; Error Code: ...)`.
  const sentence = /^(.*?\S) ?\(Service: /.exec(message)?.[1]?.split(' | ').at(-1);
  if (sentence !== undefined && /\w \w/.test(sentence)) return sentence;
  const returned = /Message returned: (.*)$/.exec(message)?.[1];
  if (returned !== undefined) return returned;
  const said = message.indexOf(`${code}: `);
  if (said !== -1) return message.slice(said);
  const end = path === null ? -1 : message.indexOf(path);
  const own = path === null || end === -1 ? message : message.slice(end + path.length).trim();
  if (!/operation error/.test(own)) return own;
  return /(?:api error )?\b([A-Z]\w+: .*)$/.exec(own)?.[1] ?? own;
}

function subjectOf({ name, logicalName, component }: DeployError): string {
  return name ?? logicalName ?? component ?? 'it';
}

function stateOf(error: DeployError, facts: Facts): StageState | null {
  return deployingPair(error, facts) === null ? null : (statesInQuestion(error, facts)[0] ?? null);
}

function rerunOf(error: DeployError, facts: Facts) {
  const state = stateOf(error, facts);
  return state ? rerunRemedy(state, facts) : unnamedRerun;
}

function singleCause(cause: Cause): CauseSearch {
  return { ...nothingFound, causes: [cause] };
}

/** CloudFront sees no certificate of another account, profile or region. */
const certificatesThere = [
  commandRemedy(
    foreignCommand('aws', ['sts', 'get-caller-identity']),
    'run where SST ran: the certificate must be of this account',
  ),
  commandRemedy(
    foreignCommand('aws', ['acm', 'list-certificates'], {
      flags: [flag('--certificate-statuses', 'ISSUED'), flag('--region', 'us-east-1')],
    }),
    'those that CloudFront takes: issued, in us-east-1, for every name of the domain',
  ),
];

/** AWS does not accept the configuration: no resource of the account is in the way. */
export const refusedCauses: CauseFinder = (error, facts) =>
  isDeletion(error) ? deletionRefused(error, facts) : configurationRefused(error, facts);

function isDeletion({ message }: DeployError): boolean {
  return /\bdeleting [A-Z]|: (?:Batch)?Delete[A-Z]\w*,/.test(message);
}

const deletionRefused: CauseFinder = (error, facts) =>
  singleCause({
    code: 'deletion-refused',
    title: `AWS does not delete ${subjectOf(error)} as it stands.`,
    evidence: [evidence('aws-said', error.from, messageWithoutPath(error))],
    remedies: [
      configRemedy(
        'put in order what AWS names there, in sst.config.ts or in the console',
        'only if it is really to go',
      ),
    ],
    after: rerunOf(error, facts),
    recurrence: 'Yes, until that is put in order.',
  });

const configurationRefused: CauseFinder = (error, facts) =>
  /InUse/.test(error.code) ? placeTaken(error, facts) : notAccepted(error, facts);

const placeTaken: CauseFinder = (error, facts) =>
  singleCause({
    code: 'place-taken',
    title: `Something else has what the configuration asks for ${subjectOf(error)}.`,
    evidence: [evidence('aws-said', error.from, messageWithoutPath(error))],
    remedies: [
      configRemedy(
        `ask for another in ${error.component ?? error.logicalName ?? 'the component'} in sst.config.ts`,
        'or take it out of what has it, only if nobody needs it there',
      ),
    ],
    after: rerunOf(error, facts),
    recurrence: 'Yes, as long as both ask for the same.',
  });

const notAccepted: CauseFinder = (error, facts) =>
  singleCause({
    code: 'configuration',
    title: `AWS does not take what the configuration asks for ${subjectOf(error)}: no leftover is in the way.`,
    evidence: [evidence('aws-said', error.from, messageWithoutPath(error))],
    remedies: [
      ...(error.code === 'InvalidViewerCertificate' ? certificatesThere : []),
      configRemedy(
        `change ${error.component ?? error.logicalName ?? 'the component'} in sst.config.ts as AWS says`,
        error.code.startsWith('TooMany') ? 'it has more of them than AWS allows for one' : null,
      ),
    ],
    after: rerunOf(error, facts),
    recurrence: 'Yes, until the configuration is changed.',
  });

export const deniedCauses: CauseFinder = (error, facts) =>
  singleCause({
    code: 'permission-missing',
    title: 'The identity that ran SST may not do this: no leftover is in the way.',
    evidence: [evidence('aws-said', error.from, messageWithoutPath(error))],
    remedies: [
      commandRemedy(
        foreignCommand('aws', ['sts', 'get-caller-identity']),
        'who that is, run where SST ran',
      ),
      configRemedy(
        'allow that action in the policy of this role or user',
        'where it is allowed already, a boundary, an organization’s SCP or the resource’s own policy forbids it',
      ),
    ],
    after: rerunOf(error, facts),
    recurrence: 'Yes, until it is allowed.',
  });

export const throttledCauses: CauseFinder = (error, facts) =>
  singleCause({
    code: 'throttled',
    title: 'AWS was asked too often: nothing is wrong with the account.',
    evidence: [evidence('aws-said', error.from, messageWithoutPath(error))],
    remedies: [
      manualRemedy('Wait some minutes, and let no other deploys run in this account meanwhile.'),
    ],
    after: rerunOf(error, facts),
    recurrence: 'Yes, where many stages deploy at a time: let CI queue them.',
  });

export const awsFailedCauses: CauseFinder = (error, facts) =>
  singleCause({
    code: 'aws-failed',
    title: 'AWS itself failed: nothing is wrong with the account.',
    evidence: [evidence('aws-said', error.from, messageWithoutPath(error))],
    remedies: [
      manualRemedy('Wait some minutes. Where it stays, AWS’s health page and support know more.'),
    ],
    after: rerunOf(error, facts),
    recurrence: 'Seldom.',
  });

export const changingCauses: CauseFinder = (error, facts) =>
  error.code === 'WaitTooLong' ? waitedCause(error, facts) : changeCause(error, facts);

/** pulumi-aws gives up after a time of its own, and AWS goes on. */
const waitedCause: CauseFinder = (error, facts) =>
  singleCause({
    code: 'still-at-work',
    title: `SST stopped waiting for ${subjectOf(error)} before AWS was done with it: by now it may be.`,
    evidence: [evidence('aws-said', error.from, messageWithoutPath(error))],
    remedies: [
      manualRemedy(
        'Look in the console of that service whether it is done, and wait until it is. Where it stays as it is, its own page says what it waits for.',
      ),
    ],
    after: rerunOf(error, facts),
    recurrence: 'Seldom, but where it waits for something that never comes.',
  });

const changeCause: CauseFinder = (error, facts) =>
  singleCause({
    code: 'change-under-way',
    title: `Another change of ${subjectOf(error)} is under way or has just ended.`,
    evidence: [evidence('aws-said', error.from, messageWithoutPath(error))],
    remedies: [
      manualRemedy(
        'Let other runs of this stage, and what is clicked in the console, end first; then wait some minutes.',
      ),
    ],
    after: rerunOf(error, facts),
    recurrence:
      'Yes, where two runs change the same thing at a time: let CI queue the runs of a stage.',
  });

/** SST could not sign in: the account shows nothing about that. */
export const signInCauses: CauseFinder = (error, facts) => {
  const profile = facts.project?.profile ?? null;
  const isMissing = /Missing|InvalidClientTokenId|Unrecognized|Signature/.test(error.code);
  return singleCause({
    code: isMissing ? 'credentials-missing' : 'credentials-expired',
    title: isMissing
      ? 'SST had no credentials of AWS that count: the run never reached this account.'
      : 'The credentials that SST ran with have expired.',
    evidence: [evidence('said', error.from, messageWithoutPath(error))],
    remedies: [
      commandRemedy(
        foreignCommand('aws', ['sso', 'login'], {
          flags: profile === null ? [] : [{ name: '--profile', value: profile }],
        }),
        'where you sign in with SSO; in CI let the job take its role again',
      ),
      configRemedy(
        'set AWS_PROFILE, or providers.aws.profile in sst.config.ts',
        profile === null ? null : `the project names ${profile}`,
      ),
    ],
    after: stateOf(error, facts)
      ? rerunOf(error, facts)
      : commandRemedy(sstCommand('deploy'), 'or what failed'),
    recurrence:
      'Yes, whenever a session ends in the middle of a run: what it had begun stays behind a lock.',
  });
};
