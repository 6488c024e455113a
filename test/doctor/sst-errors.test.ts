import { describe, expect, it } from 'vitest';
import { readOutput } from '../../src/doctor/errors/read-output.ts';
import { hasAdvice } from '../../src/doctor/causes/project.ts';

/** What SST 4.17 prints by itself: cmd/sst/mosaic/errors/errors.go, cmd/sst/cli, cmd/sst/state.go, pkg/project. */
const sentences: readonly (readonly [code: string, text: string])[] = [
  [
    'LiveNotReady',
    'Failed to subscribe to appsync websocket endpoint which powers live lambda. Check to see if you have proper appsync permissions.',
  ],
  [
    'LiveNotReady',
    'This aws account has not had iot initialized in it before which sst depends on. It may take a few minutes before it is ready.',
  ],
  [
    'LiveNotReady',
    'SST creates an appsync event api to power live lambda. After 10 seconds of waiting this cli could not connect to it.',
  ],
  [
    'InvalidStageName',
    'The stage name is invalid. It must start with a letter and can only contain alphanumeric characters and hyphens.',
  ],
  ['InvalidStageName', 'Invalid stage name'],
  [
    'InvalidAppName',
    'The app name is invalid. It must start with a letter and can only contain alphanumeric characters and hyphens.',
  ],
  [
    'AppNameChanged',
    'The app name has changed.\n\nIf you want to rename the app, make sure to run `sst remove` to remove the old app first. Alternatively, remove the ".sst" folder and try again.\n',
  ],
  ['V2Config', 'You are using sst v3 and this looks like an sst v2 config'],
  ['StageNotFound', 'Stage not found'],
  ['StageNotFound', 'Could not pull state'],
  ['StageNotFound', 'Could not export state'],
  ['DamagedState', 'Could not import state'],
  [
    'DamagedState',
    'something has corrupted the state file - refusing to upload: unexpected end of JSON input',
  ],
  ['PassphraseInvalid', 'The passphrase for this app / stage is missing or invalid'],
  ['VersionMismatch', 'The version range defined in the config is invalid'],
  ['VersionMismatch', 'You are using v3.9.15 which does not match v3.8.0 in your "sst.config.ts".'],
  [
    'CloudflareAccount',
    'The Cloudflare Account ID was not able to be determined from this token. Make sure it has permissions to fetch account information or you can set the CLOUDFLARE_DEFAULT_ACCOUNT_ID environment variable to the account id you want to use.',
  ],
  [
    'CloudflareAccount',
    'Cloudflare API not initialized. Please provide CLOUDFLARE_API_TOKEN or CLOUDFLARE_API_KEY and CLOUDFLARE_EMAIL environment variables or in the provider section of the project configuration file.',
  ],
  [
    'NoDevSession',
    'Could not find an `sst dev` session to connect to. Since you are running a command outside of the multiplexer be sure to start `sst dev` first.',
  ],
  [
    'BootstrapLost',
    "The state bucket is missing, it may have been accidentally deleted. Go to https://console.aws.amazon.com/systems-manager/parameters/%252Fsst%252Fbootstrap/description?tab=Table and check if the state bucket mentioned there exists. If it doesn't you can recreate it or delete the `/sst/bootstrap` key to force recreation.",
  ],
  [
    'ProtectedStage',
    'Cannot remove protected stage. To remove a protected stage edit your sst.config.ts and remove the `protect` property.',
  ],
  ['ProtectedDevStage', 'Cannot run `sst dev` on a protected stage.'],
  ['LockNotFound', 'This app / stage is not locked'],
  ['LockNotFound', 'Lock not found'],
  [
    'StageLocked',
    'Concurrent update detected, run `sst unlock --stage=<stage>` to delete lock file and retry.',
  ],
  ['StageLocked', 'Could not lock state'],
  [
    'ConfigBroken',
    'Your sst.config.ts has top level imports - this is not allowed. Move imports inside the function they are used and do a dynamic import: `const mod = await import("./mod")`',
  ],
  [
    'ConfigBroken',
    'Failed to build sst.config.ts\n   - sst.config.ts:12:4 Expected ";" but found "x"',
  ],
  ['ConfigBroken', 'Error evaluating config: exit status 1\nReferenceError: x is not defined'],
  ['ConfigRefused', 'You must specify a "home" provider in the project configuration file.'],
  ['ConfigRefused', 'The "removalPolicy" has been renamed to "removal"'],
  ['ConfigRefused', 'The "state.retention" property must be a positive integer.'],
  ['ConfigRefused', 'Removal must be one of: remove, retain, retain-all'],
  ['ConfigRefused', 'Project name is required'],
  ['ConfigNotFound', 'Could not find sst.config.ts'],
  [
    'NoStageGiven',
    'No stage specified. Pass it in with --stage or set the SST_STAGE environment variable. If this is a personal stage it can be set in `.sst/stage`.',
  ],
  ['NoStageGiven', 'Could not find stage'],
  [
    'ProviderTooOld',
    'You specified version 5.0.0 of the "aws" provider. SST needs 6.0.0 or higher.',
  ],
  ['ProviderMissing', 'Could not find provider random'],
  ['TargetNotFound', 'Target not found: Web'],
  ['TargetNotFound', 'Exclude target not found: Web'],
  [
    'CredentialsExpired',
    'aws: failed to refresh cached credentials, cached SSO token is expired, or not present\nIt looks like you are using AWS SSO but your credentials have expired. Try running `aws sso login` to refresh your credentials.',
  ],
  [
    'CredentialsMissing',
    'aws: no EC2 IMDS role found\nAWS credentials are not configured. Try configuring your profile in `~/.aws/config` and setting the `AWS_PROFILE` environment variable or specifying `providers.aws.profile` in your sst.config.ts',
  ],
  ['SecretMissing', 'Set a value for StripeKey with `sst secret set StripeKey <value>`'],
  ['ZoneMissing', 'could not find hosted zone for domain docs.example'],
];

describe('what SST says by itself', () => {
  it.each(sentences)('is one error, %s: %s', (code, text) => {
    const read = readOutput(`➜  App:        docs\n   Stage:      dev\n\n✕  ${text}\n`);
    expect(read.map((error) => [error.code, error.stage])).toEqual([[code, 'dev']]);
  });

  it('of the project has advice for each', () => {
    const without = sentences
      .flatMap(([, text]) => readOutput(text))
      .filter(({ family, code }) => family === 'project' && !hasAdvice(code));
    expect(without.map(({ code }) => code)).toEqual([]);
  });
});
