import * as z from 'zod/mini';
import { flag, ownCommand } from '../model/command.ts';
import { UserError } from '../model/errors.ts';
import type { Plan } from '../model/plan.ts';
import { sealOptions, planFingerprint } from './fingerprint.ts';
import type { PlanFileOptions } from '../model/options.ts';
import { optionsSchema, planSchema } from './plan-file-schema.ts';

/**
 * The members of a saved plan that are read back. Exclusions with their reasons, and what is in quarantine,
 * are found afresh by the run.
 */
export type SavedPlan = Omit<Plan, 'excluded' | 'quarantine'>;

export interface PlanFile {
  readonly plan: SavedPlan;
  readonly options: PlanFileOptions;
}

/** The plan of the contract, followed by the two members of a saved plan: `basis` and `options`. */
const planFileVersion = 'sst-sweep/plan@1';

/** `name` is the user's own name of the file; it stands in the messages. */
export function parsePlanFile(text: string, name: string): PlanFile {
  const content = parseJson(text, name);
  const schema =
    typeof content === 'object' && content !== null && 'schema' in content ? content.schema : null;
  if (schema !== planFileVersion) {
    throw new UserError(
      'PLAN_VERSION',
      `${name} is no plan that this version can run: expected the schema "${planFileVersion}", received ${JSON.stringify(schema)}.`,
      { hint: ['Save a new one with ', savingPlan, '.'] },
    );
  }
  const parsed = z.safeParse(planFileSchema, content);
  if (!parsed.success) throw damaged(name, z.prettifyError(parsed.error));
  const { schema: _schema, options: saved, ...plan } = parsed.data;
  const { digest, ...options } = saved;
  // A step that somebody added by hand would run without anything that it rests on.
  if (planFingerprint(plan) !== plan.fingerprint)
    throw damaged(name, 'its fingerprint does not fit its steps');
  if (sealOptions(options, plan).digest !== digest)
    throw damaged(name, 'its options are not those that it was made with');
  return { plan, options };
}

/** Makes a plan that `sweep --plan` runs. */
export const savingPlan = ownCommand('plan', { flags: [flag('--json')], into: 'plan.json' });

const planFileSchema = z.object({
  schema: z.literal(planFileVersion),
  ...planSchema.shape,
  options: z.extend(optionsSchema, { digest: z.string() }),
});

function parseJson(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw damaged(name, 'it is not JSON', error);
  }
}

function damaged(name: string, why: string, cause?: unknown): UserError {
  return new UserError('PLAN_DAMAGED', `${name} cannot be run as a plan: ${why}.`, {
    hint: ['Plans are not edited by hand: save a new one with ', savingPlan, '.'],
    cause,
  });
}
