import type { AccountData } from 'simulated-aws';
import type { Call } from './shell.ts';
import { isProductionName } from '../../src/model/production-name.ts';
import { homesOf, newest, stacksOf, statesIn, stillServes } from './stages.ts';

/** The words of a command, sorted: what to do, and its flags with their values. */
interface Parsed {
  readonly verbs: readonly string[];
  readonly flags: ReadonlyMap<string, string>;
}

type Check = (parsed: Parsed, place: Place) => string | null;

interface Place {
  readonly data: AccountData;
  readonly region: string | null;
}

const fine: Check = () => null;

/** Commands of other programs that outputs print, and what must be true of the account for each. */
const known: readonly (readonly [RegExp, Check])[] = [
  [/^sst deploy$/, stageIsKnown],
  [/^sst refresh$/, stageIsKnown],
  [/^sst state (?:edit|repair)$/, stageIsKnown],
  [/^sst state remove \S+$/, entryIsThere],
  [/^sst state export$/, stageIsKnown],
  [/^sst (?:version|install)$/, fine],
  [/^sst unlock$/, stageIsLocked],
  [/^sst remove$/, mayBeRemoved],
  [/^npx sst remove$/, isOfVersion2],
  [/^npm install sst@[23]$/, fine],
  [/^aws sts get-caller-identity$/, fine],
  [/^aws sso login$/, fine],
  [/^aws configure list-profiles$/, fine],
  [/^aws service-quotas list-service-quotas$/, needs('--service-code')],
  [/^aws service-quotas list-services$/, fine],
  [/^aws iam list-entities-for-policy$/, needs('--policy-arn')],
  [/^aws iam list-(?:attached-)?role-policies$/, needs('--role-name')],
  [/^aws iam list-open-id-connect-providers$/, fine],
  [/^aws ssm (?:get|put)-parameter$/, needs('--name', '--region')],
  [/^aws ssm get-parameter-history$/, needs('--name', '--region')],
  [/^aws ssm describe-parameters$/, needs('--region')],
  [/^aws acm describe-certificate$/, needs('--certificate-arn', '--region')],
  [/^aws acm list-certificates$/, needs('--region')],
  [/^aws cloudformation describe-stacks$/, stackIsThere],
  [/^aws cognito-idp describe-user-pool$/, needs('--user-pool-id')],
  [/^aws cognito-idp describe-user-pool-domain$/, needs('--domain')],
  [/^aws ec2 describe-network-interfaces$/, needs('--filters')],
  [/^aws ecs list-(?:services|tasks)$/, needs('--cluster')],
  [/^aws elasticache describe-cache-clusters$/, fine],
  [/^aws rds describe-db-instances$/, fine],
  [/^aws s3api get-bucket-policy$/, needs('--bucket')],
  [/^aws s3api list-objects-v2$/, needs('--bucket', '--prefix', '--region')],
  [/^aws servicediscovery list-services$/, needs('--filters')],
  [/^aws sesv2 get-email-identity$/, needs('--email-identity', '--region')],
  [/^aws secretsmanager restore-secret$/, needs('--secret-id')],
  [/^aws route53 list-hosted-zones$/, fine],
  [/^aws lambda get-account-settings$/, fine],
  [/^aws dynamodb describe-table$/, needs('--table-name', '--region')],
  [/^aws dynamodb create-backup$/, tableIsNobodys],
  [/^aws cloudformation (?:describe-stack-events|continue-update-rollback)$/, stackIsThere],
  [/^aws cloudformation delete-stack$/, stackIsStuck],
  [/^aws cloudfront associate-alias$/, aliasCanMove],
  [/^aws cloudfront list-conflicting-aliases$/, needs('--distribution-id', '--alias')],
  [/^aws s3 ls(?: s3:\/\/\S+)?$/, bucketIsThere],
  [/^aws s3api delete-object$/, isDeleteMarker],
  [/^aws cloudfront get-distribution-config$/, distributionIsThere],
  [/^aws cloudfront-keyvaluestore list-keys$/, needs('--kvs-arn')],
  [/^aws s3api get-object \S+$/, versionIsThere],
  [/^aws s3api copy-object$/, bringsVersionBack],
  [/^sed s\/\w+\/\w+\/g$/, fine],
];

/** What is wrong with a command of another program; null: nothing. */
export function wrongWith({ program, words, region }: Call, data: AccountData): string | null {
  const parsed = parse(words);
  const line = [program, ...parsed.verbs].join(' ');
  const check = known.find(([pattern]) => pattern.test(line))?.[1];
  return check ? check(parsed, { data, region }) : `nobody here knows "${line}"`;
}

function parse(words: readonly string[]): Parsed {
  const verbs: string[] = [];
  const flags = new Map<string, string>();
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    const [, name, glued] = /^(--[\w-]+)(?:=(.*))?$/s.exec(word) ?? [];
    if (name === undefined) verbs.push(word);
    else if (glued !== undefined) flags.set(name, glued);
    else if ((words[at + 1] ?? '--').startsWith('--')) flags.set(name, '');
    else flags.set(name, words[++at] ?? '');
  }
  return { verbs, flags };
}

function needs(...names: readonly string[]): Check {
  return ({ flags }) => {
    const missing = names.filter((name) => !flags.get(name));
    return missing.length === 0 ? null : `${missing.join(' and ')} is missing`;
  };
}

function stageIsKnown({ flags }: Parsed, { data }: Place): string | null {
  const stage = flags.get('--stage');
  if (stage === undefined || stacksOf(data, stage).length > 0) return null;
  // A stage that was killed before its first push has a lock and a record alone.
  const keys = homesOf(data).flatMap(({ objects = [] }) => newest(objects).map(({ key }) => key));
  const isNamed = keys.some((key) => new Set(key.replace('.json', '').split('/')).has(stage));
  return isNamed ? null : `no stage is called ${stage}`;
}

function stageIsLocked({ flags }: Parsed, { data }: Place): string | null {
  const stage = flags.get('--stage') ?? '';
  const locks = homesOf(data).flatMap(({ objects = [] }) =>
    newest(objects).filter(({ key }) => key.startsWith('lock/') && key.endsWith(`/${stage}.json`)),
  );
  return locks.length > 0 ? null : `${stage} is not locked`;
}

/** A stage of that name is in a registered home, and none that is called production and serves. */
function mayBeRemoved({ flags }: Parsed, { data, region }: Place): string | null {
  const stage = flags.get('--stage');
  if (!stage) return 'it names no stage';
  const states = statesIn(data).filter(
    (state) => state.stage === stage && (region === null || state.region === region),
  );
  if (!states.some(({ registered }) => registered))
    return `no registered home has a state of ${stage}`;
  const asked = states.some(({ lastRun }) => lastRun === 'remove');
  if (isProductionName(stage) && !asked) return `nobody asked to remove ${stage}`;
  return asked
    ? null
    : stillServes(
        states.flatMap(({ body }) => body),
        data,
      );
}

function isOfVersion2({ flags }: Parsed, { data }: Place): string | null {
  const stage = flags.get('--stage') ?? '';
  const stacks = stacksOf(data, stage);
  const apps = new Set(stacks.map(({ tags = {} }) => tags['sst:app']));
  if (stacks.length === 0) return `no stack is of ${stage}`;
  if (isProductionName(stage)) return `nobody asked to remove ${stage}`;
  const beside = statesIn(data).some((state) => state.stage === stage && apps.has(state.app));
  if (beside) return `in a v3 project it removes the v3 stage ${stage}`;
  return stillServes([JSON.stringify(stacks)], data);
}

function distributionIsThere({ flags }: Parsed, { data }: Place): string | null {
  const id = flags.get('--id');
  return data.cloudfront?.distributions?.some((each) => each.id === id)
    ? null
    : `there is no distribution ${id}`;
}

function versionIsThere({ flags }: Parsed, { data }: Place): string | null {
  const bucket = data.s3?.buckets.find(({ name }) => name === flags.get('--bucket'));
  const found = bucket?.objects?.some(
    ({ key, versionId }) =>
      key === flags.get('--key') && (!versionId || versionId === flags.get('--version-id')),
  );
  return found ? null : `there is no such version of ${flags.get('--key')}`;
}

/** It copies a version of a state over the current one, which is no JSON. */
function bringsVersionBack({ flags }: Parsed, { data }: Place): string | null {
  const [, path = '', versionId] =
    /^(.*)\?versionId=(.*)$/.exec(decodeURIComponent(flags.get('--copy-source') ?? '')) ?? [];
  const [name, key] = [flags.get('--bucket'), flags.get('--key') ?? ''];
  if (path !== `${name}/${key}`) return 'it copies another object';
  const objects = (data.s3?.buckets ?? []).find((each) => each.name === name)?.objects ?? [];
  const versions = objects.filter((each) => each.key === key && !each.deleteMarker);
  if (!versions.some((each) => each.versionId === versionId)) return 'there is no such version';
  const { body } = versions.at(-1) ?? {};
  try {
    JSON.parse(String(body));
  } catch {
    return null;
  }
  return 'the current state can be read';
}

/** Exactly one entry of that stage's state has this name. */
function entryIsThere({ verbs, flags }: Parsed, { data }: Place): string | null {
  const name = verbs.at(-1) ?? '';
  const stage = flags.get('--stage') ?? '';
  const found = homesOf(data)
    .flatMap(({ objects = [] }) => newest(objects))
    .filter(({ key }) => key.startsWith('app/') && key.endsWith(`/${stage}.json`))
    .flatMap(({ body }) => JSON.stringify(body ?? '').match(/urn:pulumi:[^"\\]+/g) ?? [])
    .filter((urn, index, all) => all.indexOf(urn) === index && urn.endsWith(`::${name}`));
  return found.length === 1 ? null : `${found.length} entries of ${stage} are called ${name}`;
}

/** No stage that lives or is called production has it in its name. */
function tableIsNobodys({ flags }: Parsed, { data }: Place): string | null {
  const name = flags.get('--table-name') ?? '';
  if (!flags.get('--region')) return 'it names no region';
  const owners = statesIn(data).filter(({ app, stage }) => name.startsWith(`${app}-${stage}-`));
  const alive = owners.find(
    ({ stage, lastRun }) => isProductionName(stage) || lastRun !== 'remove',
  );
  return alive ? `${name} may be of ${alive.app}/${alive.stage}` : null;
}

function stackNamed({ flags }: Parsed, { data }: Place) {
  const name = flags.get('--stack-name');
  return data.cloudformation?.stacks.find(
    (stack) => stack.name === name && stack.region === flags.get('--region'),
  );
}

function stackIsThere(parsed: Parsed, place: Place): string | null {
  return stackNamed(parsed, place) ? null : 'there is no such stack';
}

/** Its deletion was begun, or it never came to be. */
function stackIsStuck(parsed: Parsed, place: Place): string | null {
  const stack = stackNamed(parsed, place);
  const { status } = stack ?? { status: 'not there' };
  if (!/^(?:DELETE_FAILED|ROLLBACK_\w+|CREATE_FAILED)$/.test(status)) return `it is ${status}`;
  return stillServes([JSON.stringify(stack)], place.data);
}

function aliasCanMove({ flags }: Parsed, { data }: Place): string | null {
  const distributions = data.cloudfront?.distributions ?? [];
  const target = flags.get('--target-distribution-id');
  const alias = flags.get('--alias') ?? '';
  if (!distributions.some(({ id }) => id === target)) return `there is no distribution ${target}`;
  const holder = distributions.find(({ aliases = [] }) => aliases.includes(alias));
  return holder && holder.id !== target ? null : `nothing else has ${alias}`;
}

function bucketIsThere({ verbs }: Parsed, { data }: Place): string | null {
  const [, bucket] = /^s3:\/\/([^/]+)/.exec(verbs.at(-1) ?? '') ?? [];
  if (bucket === undefined) return null;
  return data.s3?.buckets.some(({ name }) => name === bucket) ? null : `there is no ${bucket}`;
}

/** Deletes nothing but the marker that lies on a state file. */
function isDeleteMarker({ flags }: Parsed, { data }: Place): string | null {
  const objects = homesOf(data).find(({ name }) => name === flags.get('--bucket'))?.objects ?? [];
  const versions = objects.filter(({ key }) => key === flags.get('--key'));
  const last = versions.at(-1);
  const isNamed = last?.versionId === undefined || last.versionId === flags.get('--version-id');
  return last?.deleteMarker === true && isNamed ? null : 'it is no delete marker';
}
