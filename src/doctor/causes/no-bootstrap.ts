import { ownCommand } from '../../model/command.ts';
import type { DeployError } from '../../model/diagnosis.ts';
import { count } from '../../report/text.ts';
import type { Facts } from '../facts.ts';
import { because, deployAgain, type Found } from './cause.ts';
import { registering } from './lost-bootstrap.ts';

/** The parameter or the state bucket is gone. Homes that no parameter names may still have the states. */
export function noBootstrap(error: DeployError, facts: Facts): Found {
  const { inventory } = facts;
  const old = inventory.homes.filter(({ registered, stages }) => !registered && stages > 0);
  return {
    causes: old.map(({ bucket, region, stages }) => ({
      code: 'lost-bootstrap',
      title: `The bootstrap of ${region} was lost, but its home is still there with ${count(stages, 'stage')}.`,
      why: [
        because(
          'unregistered-home',
          `s3://${bucket}`,
          'No /sst/bootstrap parameter names this bucket.',
        ),
      ],
      do: registering(bucket, region, facts),
      after: deployAgain(null),
      again: 'Not if /sst/bootstrap and the sst-state bucket are left alone.',
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
            `Check the account: this is ${inventory.account}, and the error speaks of "${error.message.slice(0, 80)}".`,
            [
              'If the state bucket was deleted, what it described lives on unseen: ',
              ownCommand('scan'),
              ' lists it by its tags.',
            ],
          ],
  };
}
