import { nativeId } from '../../model/resource.ts';
import { isWithin, latest } from '../../model/times.ts';
import { mayBeRemade } from '../use/remade-logs.ts';
import type { History, StackListing } from './ownership.ts';
import type { Subject } from '../subject.ts';

/** When its deleted stacks let it go: a retained bucket loses its policy before its own turn comes. */
export function letGoByStacksAt({ stacks }: Pick<History, 'stacks'>): string | null {
  return latest(...stacks.flatMap(({ stack, resource }) => [stack.deletedAt, resource.updatedAt]));
}

/** CloudFormation names a resource without a name in the template `<stack>-<LogicalId>-<12 random>`. */
const cloudFormationTail = /-[A-Za-z0-9]{12}$/;

/**
 * It was made within the stack's life; where AWS keeps no creation time, an id that AWS or SST made up for
 * this stack is as good. A deletion that stopped is often repeated days later, and CloudFormation skips what
 * the first one deleted: what was made under its name in between is somebody else's.
 */
export function wasMadeByStack(
  { stack, resource: listed }: StackListing,
  subject: Subject,
): boolean {
  const { resource, facts } = subject;
  if (resource.createdAt !== null) {
    const { createdAt, deletedAt } = stack;
    if (deletedAt === null) return false;
    const end = (listed.status === 'DELETE_COMPLETE' ? listed.updatedAt : null) ?? deletedAt;
    return isWithin(resource.createdAt, createdAt, end) || mayBeRemade(subject, end);
  }
  if (facts.idsAreUnique || listed.type.startsWith('Custom::SSTEdge')) return true;
  const id = nativeId(resource, facts);
  return id.startsWith(`${stack.name}-`) && cloudFormationTail.test(id);
}
