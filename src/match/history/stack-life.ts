import { nativeId } from '../../model/resource.ts';
import { isWithin, latest } from '../../model/times.ts';
import { mayBeRemade } from '../use/remade-logs.ts';
import type { History, StackListing } from './ownership.ts';
import type { Subject } from '../subject.ts';

/**
 * When its deleted stacks let it go: the time of its own row, since a deletion may take two tries, days apart,
 * and begins before a resource's turn comes.
 */
export function letGoByStacksAt({ stacks }: Pick<History, 'stacks'>): string | null {
  return latest(...stacks.map(letGoByStackAt));
}

function letGoByStackAt({ stack, resource: { status, updatedAt } }: StackListing): string | null {
  return (status.startsWith('DELETE_') ? updatedAt : null) ?? stack.deletedAt;
}

/** CloudFormation names a resource without a name in the template `<stack>-<LogicalId>-<12 random>`. */
const cloudFormationTail = /-[A-Za-z0-9]{12}$/;

/**
 * It was made within the stack's life; where AWS keeps no creation time, an id that AWS or SST made up for
 * this stack is as good. A deletion that stopped is often repeated days later, and CloudFormation skips what
 * the first one deleted: what was made under its name in between is somebody else's.
 */
export function wasMadeByStack(listing: StackListing, subject: Subject): boolean {
  const { stack, resource: listed } = listing;
  const { resource, facts } = subject;
  if (resource.createdAt !== null) {
    const end = stack.deletedAt && letGoByStackAt(listing);
    if (end === null) return false;
    return isWithin(resource.createdAt, stack.createdAt, end) || mayBeRemade(subject, end);
  }
  if (facts.idsAreUnique || listed.type.startsWith('Custom::SSTEdge')) return true;
  const id = nativeId(resource, facts);
  return id.startsWith(`${stack.name}-`) && cloudFormationTail.test(id);
}
