import { UnreadableAnswer } from '../../aws/failures.ts';
import { requireMember } from '../../aws/pages.ts';
import type { CallersOperation, EventSource, FunctionCaller } from '../../model/question.ts';
import { isRecord } from '../../sst/state-object.ts';
import { nameOf, statementsOfPolicy } from '../policy-statements.ts';
import type { CallContext } from '../../aws/call-context.ts';
import { readAliases } from './aliases.ts';
import type { Lambda } from './rows.ts';
import { fedFunction, readEventSources, readPolicy } from './triggers.ts';

type ReadCallers = (lambda: Lambda, context: CallContext) => Promise<readonly FunctionCaller[]>;

/** What feeds a region's functions. One that is turned off counts too: somebody set it up and may turn it on. */
export async function readSources(
  region: string,
  context: CallContext,
): Promise<readonly EventSource[]> {
  const mappings = await readEventSources(region, context);
  return mappings
    .filter(({ State: state }) => state !== 'Deleting')
    .map((mapping) => {
      const id = requireMember(mapping.UUID, 'UUID');
      return { id, functionName: fedFunction(mapping), source: mapping.EventSourceArn ?? id };
    });
}

/**
 * Who may call a function before it has ever been called: statements of its resource policy, and aliases,
 * which are made for callers. Empty for a function that is gone.
 */
export const readCallers: Readonly<Record<CallersOperation, ReadCallers>> = {
  async 'lambda:GetPolicy'(lambda, context) {
    const policy = await readPolicy(lambda, context);
    return policy === null ? [] : callersIn(policy, lambda.name);
  },
  async 'lambda:ListAliases'(lambda, context) {
    const aliases = await readAliases(lambda, context);
    return aliases.map(({ Name: name = '' }) => ({
      id: name,
      who: `whoever calls its alias ${name}`,
      openTo: null,
    }));
  },
};

interface Statement {
  readonly Sid?: unknown;
  readonly Effect?: unknown;
  readonly Principal?: unknown;
  readonly Condition?: unknown;
}

function callersIn(policy: string, name: string): readonly FunctionCaller[] {
  return statementsOf(policy, name)
    .filter(({ Effect }) => Effect === 'Allow')
    .map(({ Sid, Principal, Condition }) => ({
      id: typeof Sid === 'string' ? Sid : '',
      who: namesOf(Principal),
      openTo: openTo(Principal, JSON.stringify(Condition ?? {})),
    }));
}

function namesOf(principal: unknown): string {
  if (principal === '*') return 'everybody';
  const named = isRecord(principal) ? Object.values(principal).flat() : [principal];
  return named.map((each) => (each === '*' ? 'everybody' : nameOf(each))).join(' and ');
}

/**
 * The callers that SST allows for a site's server (platform/src/components/aws/ssr-site.ts): everybody who
 * knows its URL, or one distribution. Other uses of a URL show where its host is named.
 */
function openTo(principal: unknown, condition: string): FunctionCaller['openTo'] {
  const text = JSON.stringify(principal ?? '');
  const isByUrl = /"lambda:(?:FunctionUrlAuthType|InvokedViaFunctionUrl)"/i.test(condition);
  if (/^(?:"\*"|\{"AWS":"\*"\})$/.test(text) && isByUrl) return 'url';
  const distribution = /"(arn:[^":]*:cloudfront::\d{12}:distribution\/[^"*?]+)"/.exec(condition);
  return text === '{"Service":"cloudfront.amazonaws.com"}' ? (distribution?.[1] ?? null) : null;
}

function statementsOf(policy: string, name: string): readonly Statement[] {
  const statements = statementsOfPolicy(policy);
  if (statements === null) throw new UnreadableAnswer(`The policy of ${name} cannot be read.`);
  return statements;
}
