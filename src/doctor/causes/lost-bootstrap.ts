import type { Cause } from '../../model/diagnosis.ts';
import type { Home, StageState } from '../../model/stage.ts';
import type { Facts } from '../facts.ts';
import { pairText } from '../facts.ts';
import { because, command, deployAgain, type NameContext } from './cause.ts';

/** A home that no `/sst/bootstrap` parameter names any more still describes the stage. */
export function lostBootstrap(
  state: StageState,
  { facts, pair }: Pick<NameContext, 'facts' | 'pair'>,
): Cause {
  return {
    code: 'lost-bootstrap',
    title: `The bootstrap of ${state.region} was lost: SST does not see ${pairText(state)} in its old home.`,
    why: [
      because(
        'claimed-by-unregistered-home',
        state.location,
        `It lists ${state.current?.resources ?? 0} resources, and no /sst/bootstrap parameter names its bucket.`,
      ),
    ],
    do: registering(state.home, state.region, facts),
    after: deployAgain(pair),
    again: 'Not if /sst/bootstrap is left alone: it belongs to every app of the region.',
  };
}

/**
 * State and asset bucket have the same 12 letters (SST pkg/project/provider/aws.go), so in the
 * parameter of the new bootstrap only these are changed.
 */
export function registering(bucket: string, region: string, { inventory }: Facts) {
  const old = bucket.replace(/^sst-state-/, '');
  const current = inventory.homes.find((home: Home) => home.registered && home.region === region);
  const put = `aws ssm put-parameter --region ${region} --name /sst/bootstrap --type String --overwrite`;
  if (current) {
    const letters = current.bucket.replace(/^sst-state-/, '');
    return [
      command(
        `${put} --value "$(aws ssm get-parameter --region ${region} --name /sst/bootstrap --query Parameter.Value --output text | sed s/${letters}/${old}/g)"`,
        `makes ${bucket} the home again; stages made since in ${current.bucket} go out of sight`,
      ),
    ];
  }
  return [
    command(
      `${put} --value '${JSON.stringify({ version: 1, asset: `sst-asset-${old}`, state: bucket })}'`,
      `makes ${bucket} the home again; the next run of SST fills in the rest`,
    ),
  ];
}
