import type { Evidence } from '../../model/finding.ts';
import { evidence, type Judgement } from '../decision.ts';
import type { Subject } from '../subject.ts';

/**
 * S3 serves a web site for a host from the bucket of that very name, and nothing in the account need show
 * it (S3 user guide, "Configuring a static website using a custom domain").
 */
export function servedUnderItsName(
  { resource: { kind, id } }: Subject,
  judgement: Judgement,
): readonly Evidence[] {
  if (kind !== 's3-bucket' || !isHostName(id)) return [];
  const answer = judgement.ask({ type: 'alias', name: id });
  if (answer === null || (answer.type === 'alias' && answer.resolves === 'none')) return [];
  if (answer.type === 'alias')
    return [evidence('answers', 'DNS', `Its name ${id} is a host's, and resolves.`)];
  const gap = answer.type === 'unreadable' ? answer.gap : 'DNS';
  return [evidence('gap', gap, `Its name ${id} could not be looked up, so it counts as used.`)];
}

/** At least two labels, of which the last is not a number (RFC 1123). */
function isHostName(name: string): boolean {
  const labels = name.split('.');
  const areLabels = labels.every((label) => /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/i.test(label));
  return labels.length > 1 && areLabels && /^[a-z]/i.test(labels.at(-1) ?? '');
}
