import { flag, foreignCommand } from '../../model/command.ts';
import type { Remedy } from '../../model/diagnosis.ts';
import { commandRemedy } from './cause.ts';

/**
 * The AWS command that shows one property of the certificate whose ARN a text names; empty without an ARN.
 */
export function certificateCommands(text: string, query: string, why: string): readonly Remedy[] {
  const arn = /arn:aws[\w-]*:acm:[\w-]+:\d+:certificate\/[\w-]+/.exec(text)?.[0];
  if (arn === undefined) return [];
  return [
    commandRemedy(
      foreignCommand('aws', ['acm', 'describe-certificate'], {
        flags: [
          flag('--certificate-arn', arn),
          flag('--query', `Certificate.${query}`),
          flag('--region', arn.split(':')[3] ?? 'us-east-1'),
        ],
      }),
      why,
    ),
  ];
}
