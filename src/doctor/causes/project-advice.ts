import { foreignCommand, ownCommand, type Sentence } from '../../model/command.ts';
import type { Remedy } from '../../model/diagnosis.ts';
import { commandRemedy, configRemedy, manualRemedy } from './cause.ts';

/** One of SST's sentences about the project or its program: the sentence itself is the cause. */
export interface Advice {
  readonly title: string;
  readonly remedies: readonly Remedy[];
  readonly recurrence: Sentence;
}

const untilChanged = 'Yes, until that is changed.';

/** By the errors of SST cmd/sst/mosaic/errors and pkg/project; the words are ours. */
export const advice: Readonly<Record<string, Advice>> = {
  ProtectedStage: {
    title: 'The stage is protected in sst.config.ts, so that nobody removes it by mistake.',
    remedies: [
      configRemedy(
        'take protect out of sst.config.ts for this stage, deploy, then remove',
        'only if the stage is really to go: it says that it must not',
      ),
    ],
    recurrence: 'Yes, as long as protect is set: that is what it is for.',
  },
  ProtectedResource: {
    title: 'One resource is protected, so the engine deletes neither it nor what it needs.',
    remedies: [
      configRemedy(
        'set protect: false on it in sst.config.ts and deploy, then remove',
        'only if that resource is really to go',
      ),
    ],
    recurrence: 'Yes, as long as protect is set: that is what it is for.',
  },
  ImportDiffers: {
    title:
      'What is to be imported is set up otherwise than the configuration says, and the engine imports nothing that differs.',
    remedies: [
      configRemedy(
        'set the properties that the message lists as AWS has them, beside the import',
        'in the transform of the component; what the configuration means to change is changed by the deploy after that',
      ),
    ],
    recurrence: 'No, once it is imported and the import is taken out again.',
  },
  ImportNotFound: {
    title:
      'What is to be imported is not there: it has another id, is in another account or region, or was deleted since.',
    remedies: [
      configRemedy(
        'correct the id of the import in sst.config.ts, or take the import out',
        'without it the deploy makes a new one',
      ),
    ],
    recurrence: 'Yes, as long as the import names it.',
  },
  ProtectedDevStage: {
    title: 'The stage is protected, and "sst dev" would replace what serves it.',
    remedies: [configRemedy('choose another stage for "sst dev"', 'a personal one, in .sst/stage')],
    recurrence: 'Yes, on a protected stage.',
  },
  AppNameChanged: {
    title:
      'The app has another name than before: to SST it is a new app, and the old one stays as it is.',
    remedies: [
      configRemedy('set the old name in sst.config.ts again', 'if the app was not to be renamed'),
      commandRemedy(
        ownCommand('stages'),
        'shows the stages of the old name, to remove them from there first',
      ),
      manualRemedy(
        'Delete the folder .sst once the old app is removed: it remembers the old name.',
      ),
    ],
    recurrence: 'Only when the name changes.',
  },
  V2Config: {
    title: 'This SST is v3 or later, and the configuration is one of SST v2.',
    remedies: [
      commandRemedy(
        foreignCommand('npm', ['install', 'sst@2']),
        'to go on with what SST v2 deployed',
      ),
      configRemedy(
        'or write the configuration anew for SST v3',
        'its stages are others than those of v2',
      ),
    ],
    recurrence: untilChanged,
  },
  VersionMismatch: {
    title: 'Another version of SST is installed than sst.config.ts asks for.',
    remedies: [
      commandRemedy(foreignCommand('sst', ['version']), 'the version that runs'),
      configRemedy('install the version that sst.config.ts asks for, or change version there'),
    ],
    recurrence: 'Not with one version pinned in package.json.',
  },
  InvalidStageName: {
    title: 'The name of the stage has characters that SST does not take.',
    remedies: [
      configRemedy('only letters, digits and hyphens', 'a branch name needs its slashes replaced'),
    ],
    recurrence: untilChanged,
  },
  NameTwice: {
    title: 'Two components or resources of one type have the same name in sst.config.ts.',
    remedies: [configRemedy('give one of them another name', 'the message says which name it is')],
    recurrence: untilChanged,
  },
  InvalidAppName: {
    title: 'The name of the app has characters that SST does not take.',
    remedies: [
      configRemedy('a letter first, then letters, digits and hyphens', 'name: in sst.config.ts'),
    ],
    recurrence: untilChanged,
  },
  NoStageGiven: {
    title: 'SST was not told which stage.',
    remedies: [
      configRemedy(
        '--stage NAME, or SST_STAGE in the environment',
        'a personal stage stands in .sst/stage',
      ),
    ],
    recurrence: untilChanged,
  },
  ConfigNotFound: {
    title: 'SST ran in a folder without sst.config.ts.',
    remedies: [configRemedy('run it in the project’s folder, or with --config')],
    recurrence: untilChanged,
  },
  ConfigBroken: {
    title: 'sst.config.ts does not build: nothing was deployed or removed.',
    remedies: [
      configRemedy(
        'mend the lines that the output names',
        'a remove builds it too, so a stage cannot go before',
      ),
    ],
    recurrence: untilChanged,
  },
  ConfigRefused: {
    title:
      'SST does not take what app() in sst.config.ts returns: nothing was deployed or removed.',
    remedies: [configRemedy('change there what the sentence names')],
    recurrence: untilChanged,
  },
  SecretMissing: {
    title: 'A secret of this stage has no value yet, and the program needs it, a remove too.',
    remedies: [
      configRemedy(
        'set it with the command that the sentence names, for this stage',
        'with --fallback it counts for all stages without a value of their own',
      ),
    ],
    recurrence: 'Yes, with every new stage, until the secret has a fallback value.',
  },
  ProgramFailed: {
    title:
      'The program in sst.config.ts ended with an error of its own: its lines above say which.',
    remedies: [
      configRemedy(
        'mend what the first error above the last line says',
        '.sst/log/pulumi.err.log has it whole',
      ),
    ],
    recurrence: untilChanged,
  },
  ComponentVersion: {
    title:
      'An older version of the component made what is deployed, and the newer one does not take it over.',
    remedies: [
      configRemedy(
        'write the component with the version that the message names, as in Vpc.v1',
        'keeps what is deployed as it is',
      ),
      configRemedy(
        'or give the new one another name in sst.config.ts',
        'makes it beside the old one; what leaves sst.config.ts is deleted, with the data in it',
      ),
    ],
    recurrence: untilChanged,
  },
  ModuleMissing: {
    title:
      'A module that the program or SST itself loads is not installed: nothing of AWS is in the way.',
    remedies: [
      configRemedy(
        'install the packages of the project again, with the lock file',
        'as with "npm ci"',
      ),
      commandRemedy(
        foreignCommand('sst', ['install']),
        'puts what SST keeps in .sst/platform in order',
      ),
    ],
    recurrence: 'Not where the packages are installed before each run.',
  },
  LookupFailed: {
    title: 'The program looks up something that it did not make, and AWS did not give it.',
    remedies: [
      configRemedy(
        'compare the id or name that it asks for in sst.config.ts with the account and region of the run',
        'as in Vpc.get(); what another stage or stack owned may be gone with it',
      ),
      commandRemedy(
        foreignCommand('aws', ['sts', 'get-caller-identity']),
        'the account, run where SST ran',
      ),
    ],
    recurrence: 'Yes, as long as it is asked for and not there.',
  },
  ReadWithoutId: {
    title:
      'The program reads something with an empty id: the stage that owns it has not made that part yet.',
    remedies: [
      configRemedy(
        'deploy the stage that makes it once with the version of SST that reads it, then this one',
        'a component of an older SST lacks what a newer one adds to it, as the configuration set of an Email before 3.2.13 (anomalyco/sst#5423)',
      ),
      configRemedy(
        'or look at what .get() is given in sst.config.ts',
        'it must not be empty, and what was not made by SST may lack such a part',
      ),
    ],
    recurrence: 'Yes, until that stage is deployed.',
  },
  TargetNotFound: {
    title: 'The name after --target or --exclude is of nothing in the state.',
    remedies: [configRemedy('the name as in sst.config.ts, or as "sst state export" lists it')],
    recurrence: untilChanged,
  },
  ProviderTooOld: {
    title: 'sst.config.ts asks for a provider that is too old for this SST.',
    remedies: [
      configRemedy('raise its version under providers: in sst.config.ts', 'then "sst install"'),
    ],
    recurrence: untilChanged,
  },
  ProviderMissing: {
    title: 'A provider that the stage needs is not in sst.config.ts, or is not installed.',
    remedies: [
      configRemedy(
        'put it under providers: in sst.config.ts again, and run "sst install"',
        'a remove needs it for what it once made',
      ),
    ],
    recurrence: 'Yes, when a provider is dropped before what it made is removed.',
  },
  NoDevSession: {
    title: 'No "sst dev" is running here, or another one is.',
    remedies: [configRemedy('start one "sst dev" in the project’s folder, and end the others')],
    recurrence: 'No.',
  },
  LiveNotReady: {
    title: 'AWS is still setting up what live functions use, or it may not be reached.',
    remedies: [
      manualRemedy(
        'Wait some minutes. Where it stays, the identity may not use appsync:Event* actions.',
      ),
    ],
    recurrence: 'Only the first time in an account.',
  },
  CloudflareAccount: {
    title: 'Cloudflare does not say which account its token is of.',
    remedies: [
      configRemedy(
        'set CLOUDFLARE_DEFAULT_ACCOUNT_ID, or give the token the right to read accounts',
      ),
    ],
    recurrence: untilChanged,
  },
};
