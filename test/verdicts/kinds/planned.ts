import { kinds } from '../../../src/kinds/index.ts';
import type { PlanOptions } from '../../../src/model/options.ts';
import type { Plan } from '../../../src/model/plan.ts';
import { plan } from '../../../src/plan/plan.ts';
import type { Looked } from '../../account/looking.ts';
import { unattended } from '../../plan/builders.ts';

/** What a sweep of all kinds would do; with `--yes`, unless the options say otherwise. */
export function planned({ findings }: Looked, options: Partial<PlanOptions> = {}): Plan {
  return plan(
    findings,
    kinds.map(({ facts }) => facts),
    { ...unattended, ...options },
    { account: '123456789012', now: '2026-11-22T12:00:00.000Z', accountPinned: true },
  );
}
