import { type Command, flag, foreignCommand, ownCommand, type Sentence } from '../model/command.ts';
import type { Gap, UnreadState } from '../model/gap.ts';
import { minute, plain } from '../text/text.ts';

/**
 * The ways to close a gap: for an unread state all that can be done about it, for a refusal the permissions.
 */
export function mendsOf({ state, cause, operation }: Gap): readonly Sentence[] {
  if (state === null)
    return cause === 'denied' ? [`Grant ${plain(operation)} and scan again.`] : ['Scan again.'];
  const file = `s3://${state.bucket}/${state.key}`;
  if (state.ignored) return [`You vouch that ${plain(file)} names nothing of other stages.`];
  return [...repair(state, cause, plain(file)), goOnWithout(state)];
}

function repair(state: UnreadState, cause: Gap['cause'], file: string): readonly Sentence[] {
  const { damaged, readableVersion: version } = state;
  if (damaged) {
    return version === null
      ? [
          `${file} is damaged, and none of the versions right before it can be read and lists anything.`,
        ]
      : [
          [
            `${file} is damaged. The version ${plain(version.id)} of ${minute(version.at)} UTC can be read; `,
            bringsBack(state, version.id),
            ' brings it back, without what was deployed since.',
          ],
        ];
  }
  return cause === 'denied'
    ? [
        `Grant s3:GetObjectVersion on ${file}, and kms:Decrypt where a key of yours encrypts it, and scan again.`,
      ]
    : [`${file} could not be read; scan again.`];
}

/** A copy over the current version: the damaged one stays below it. */
function bringsBack({ bucket, key, region }: UnreadState, versionId: string): Command {
  const path = [bucket, ...key.split('/')].map(encodeURIComponent).join('/');
  return foreignCommand('aws', ['s3api', 'copy-object'], {
    flags: [
      flag('--bucket', bucket),
      flag('--key', key),
      flag('--copy-source', `${path}?versionId=${encodeURIComponent(versionId)}`),
      flag('--region', region),
    ],
  });
}

function goOnWithout({ app, stage }: UnreadState): Sentence {
  const scan = ownCommand('scan', { flags: [flag('--ignore-stage', `${app}/${stage}`)] });
  return ['If you vouch that it names nothing of other stages: ', scan, '.'];
}
