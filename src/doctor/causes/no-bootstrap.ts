import { foreignCommand, ownCommand, type Sentence } from '../../model/command.ts';
import type { DeployError } from '../../model/diagnosis.ts';
import { count, listed } from '../../text/text.ts';
import type { Facts } from '../facts.ts';
import { evidence, deployRemedy, type CauseSearch } from './cause.ts';
import { registerRemedies } from './lost-bootstrap.ts';

/** The parameter or the state bucket is gone. Homes that no parameter names may still have the states. */
export function noBootstrapCauses(_error: DeployError, facts: Facts): CauseSearch {
  const { inventory } = facts;
  const old = inventory.homes.filter(({ registered, stages }) => !registered && stages > 0);
  return {
    causes: old.map(({ bucket, region, stages }) => ({
      code: 'lost-bootstrap',
      title: `The bootstrap of ${region} was lost, but its home is still there with ${count(stages, 'stage')}.`,
      evidence: [
        evidence(
          'unregistered-home',
          `s3://${bucket}`,
          'No /sst/bootstrap parameter names this bucket.',
        ),
      ],
      remedies: registerRemedies(bucket, region, facts),
      after: deployRemedy(null),
      recurrence: 'Not if /sst/bootstrap and the sst-state bucket are left alone.',
    })),
    ruledOut:
      old.length > 0
        ? []
        : [
            {
              code: 'lost-bootstrap',
              reason: `a home that lost its parameter (account ${inventory.account} has none)`,
            },
          ],
    next:
      old.length > 0
        ? []
        : [
            ...standingHomes(facts),
            [
              `Compare account and profile of the run with this one, ${inventory.account}: `,
              foreignCommand('aws', ['sts', 'get-caller-identity']),
              '.',
            ],
            [
              'If the state bucket was deleted, what it described lives on unseen: ',
              ownCommand('scan'),
              ' lists it by its tags.',
            ],
          ],
  };
}

/** SST's own message advises to delete the parameter, after which it begins anew, without any state. */
function standingHomes({ inventory }: Facts): readonly Sentence[] {
  const homes = inventory.homes.filter(({ registered, stages }) => registered && stages > 0);
  return homes.length === 0
    ? []
    : [
        `The state bucket of ${listed(homes.map(({ region }) => region))} is there, with ${count(
          homes.reduce((sum, { stages }) => sum + stages, 0),
          'stage',
        )}: the run looked into another region or account.`,
        'Do not delete /sst/bootstrap: SST would begin anew, and see none of them any more.',
      ];
}
