import { flag, foreignCommand, type Flag } from '../../model/command.ts';
import type { Cause } from '../../model/diagnosis.ts';
import type { Home, StageState } from '../../model/stage.ts';
import type { Facts } from '../facts.ts';
import { pairText } from '../facts.ts';
import { evidence, commandRemedy, deployRemedy, type NameContext } from './cause.ts';

/** A home that no `/sst/bootstrap` parameter names any more still describes the stage. */
export function lostBootstrapCause(
  state: StageState,
  { facts, pair }: Pick<NameContext, 'facts' | 'pair'>,
): Cause {
  return {
    code: 'lost-bootstrap',
    title: `The bootstrap of ${state.region} was lost: SST does not see ${pairText(state)} in its old home.`,
    evidence: [
      evidence(
        'claimed-by-unregistered-home',
        state.location,
        `It lists ${state.current?.resources ?? 0} resources, and no /sst/bootstrap parameter names its bucket.`,
      ),
    ],
    remedies: registerRemedies(state.home, state.region, facts),
    after: deployRemedy(pair),
    recurrence: 'Not if /sst/bootstrap is left alone: it belongs to every app of the region.',
  };
}

/**
 * State and asset bucket have the same 12 letters (SST pkg/project/provider/aws.go), so in the
 * parameter of the new bootstrap only these are changed.
 */
export function registerRemedies(bucket: string, region: string, { inventory }: Facts) {
  const old = bucket.replace(/^sst-state-/, '');
  const current = inventory.homes.find((home: Home) => home.registered && home.region === region);
  const parameter = [flag('--region', region), flag('--name', '/sst/bootstrap')];
  const put = (value: Flag['value']) =>
    foreignCommand('aws', ['ssm', 'put-parameter'], {
      flags: [...parameter, flag('--type', 'String'), flag('--overwrite'), flag('--value', value)],
    });
  if (current) {
    const letters = current.bucket.replace(/^sst-state-/, '');
    const changed = foreignCommand('aws', ['ssm', 'get-parameter'], {
      flags: [
        ...parameter,
        flag('--with-decryption'),
        flag('--query', 'Parameter.Value'),
        flag('--output', 'text'),
      ],
      into: foreignCommand('sed', [`s/${letters}/${old}/g`]),
    });
    return [
      commandRemedy(
        put(changed),
        `makes ${bucket} the home again; stages made since in ${current.bucket} go out of sight`,
      ),
    ];
  }
  return [
    commandRemedy(
      put(JSON.stringify({ version: 1, asset: `sst-asset-${old}`, state: bucket })),
      `makes ${bucket} the home again; the next run of SST fills in the rest`,
    ),
  ];
}
