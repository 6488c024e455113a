import { ofSst } from './sentence-table.ts';

/** Of the state and its lock (SST cmd/sst/mosaic/errors, pkg/project; Pulumi's engine). */
const ofState = ofSst([
  {
    code: 'StageLocked',
    family: 'locked',
    pattern:
      /aconcurrentupdatewasdetected[^.]*|concurrentupdatedetected,run|couldnotlockstate|(?:run|use).?sstunlock|(?:stage|state)islocked/,
  },
  {
    code: 'LockNotFound',
    family: 'not-locked',
    pattern: /thisapp\/stageisnotlocked|locknotfound/,
  },
  {
    code: 'StageNotFound',
    family: 'no-stage',
    pattern: /stage(?:["'`/\w-]{0,60}?)(?:was)?notfound|statenotfound|couldnot(?:pull|export)state/,
  },
  {
    code: 'BootstrapLost',
    family: 'no-bootstrap',
    pattern:
      /(?:thestatebucketis|sststatebucket)missing|NoSuchBucket.{0,200}sst-(?:state|asset)-[a-z]+|(?:sst-(?:state|asset)-[a-z]+|unexpectederror:?operationerrorS3:).{0,200}NoSuchBucket(?::thespecifiedbucketdoesnotexist)?|\/sst\/bootstrap.{0,200}ParameterNotFound|ParameterNotFound.{0,200}\/sst\/bootstrap/,
  },
  {
    code: 'PassphraseInvalid',
    family: 'passphrase',
    pattern:
      /incorrectpassphrase|thepassphraseforthisapp\/stageismissingorinvalid|passphraseinvalid|cipher:messageauthenticationfailed|passphrasemustbesetwithPULUMI_CONFIG_PASSPHRASE/,
  },
  {
    code: 'PendingOperations',
    family: 'pending',
    pattern:
      /with\d+pendingoperationsfrompreviousdeployment|resource\(?s?\)?withpendingoperations|areinanunknownstatebecausethepulumicliwasinterrupted/,
  },
  {
    code: 'DamagedState',
    family: 'damaged-state',
    pattern:
      /yourappstateiscorrupted|snapshotintegrity|somethinghascorruptedthestatefile|couldnotimportstate/,
  },
  {
    code: 'Interrupted',
    family: 'interrupted',
    pattern:
      /[✕×]interrupted|updatedidnotcompleteandwasforceunlocked|updatecancelled|signal:killed|heapoutofmemory/,
  },
]);

const ofCredentials = ofSst([
  {
    code: 'CredentialsExpired',
    family: 'credentials',
    pattern:
      /cachedssotokenisexpired|usingawsssobutyourcredentialshaveexpired|thessosessionassociatedwiththisprofilehasexpired|tokenhasexpiredandrefreshfailed|securitytokenincludedintherequestisexpired|failedtorefreshcachedcredentials|ssosession.{0,40}(?:expired|isinvalid)/,
    codes: [
      'ExpiredToken',
      'ExpiredTokenException',
      'InvalidGrantException',
      'RequestExpired',
      'UnauthorizedException',
    ],
  },
  {
    code: 'CredentialsMissing',
    family: 'credentials',
    pattern:
      /noec2imdsrolefound|awscredentialsarenotconfigured|unabletolocatecredentials|novalidcredentialsources|couldnotloadcredentialsfromanyproviders|resolvedcredentialobjectisnotvalid|securitytokenincludedintherequestisinvalid/,
    codes: ['InvalidClientTokenId', 'UnrecognizedClientException'],
  },
]);

/** About the project and its program: no account shows the cause of these. */
const ofProject = ofSst([
  { code: 'ProtectedStage', family: 'project', pattern: /cannotremoveprotectedstage/ },
  {
    code: 'ProtectedResource',
    family: 'project',
    pattern:
      /cannotbedeletedbecauseit(?:is)?protected|becauseitisprotected\.tounprotect|asitiscurrentlymarkedforprotection|resource.{0,300}?isprotected,andcannotbedeleted/,
  },
  {
    code: 'ImportDiffers',
    family: 'project',
    pattern: /inputstoimportdonotmatchtheexistingresource/,
  },
  {
    code: 'ImportNotFound',
    family: 'project',
    pattern: /resource'[^']{1,300}'doesnotexist/,
  },
  { code: 'ProtectedDevStage', family: 'project', pattern: /cannotrun.?sstdev.?onaprotectedstage/ },
  { code: 'AppNameChanged', family: 'project', pattern: /theappnamehaschanged/ },
  { code: 'V2Config', family: 'project', pattern: /thislookslikeansstv2config/ },
  {
    code: 'VersionMismatch',
    family: 'project',
    pattern:
      /youareusingv[\w.-]{1,60}whichdoesnotmatchv|theversionrangedefinedintheconfigisinvalid/,
  },
  {
    code: 'InvalidStageName',
    family: 'project',
    pattern: /thestagenameisinvalid|invalidstagename/,
  },
  { code: 'NameTwice', family: 'project', pattern: /duplicateresourceurn/ },
  { code: 'InvalidAppName', family: 'project', pattern: /theappnameisinvalid/ },
  { code: 'NoStageGiven', family: 'project', pattern: /nostagespecified\.|couldnotfindstage/ },
  { code: 'ConfigNotFound', family: 'project', pattern: /couldnotfind\S{0,200}sst\.config\.ts/ },
  {
    code: 'ConfigBroken',
    family: 'project',
    pattern:
      /failedtobuildsst\.config\.ts|errorevaluatingconfig|yoursst\.config\.tshastoplevelimports/,
  },
  {
    code: 'ConfigRefused',
    family: 'project',
    pattern:
      /mustspecifya"home"provider|"removalpolicy"hasbeenrenamed|"state\.retention"propertymustbe|removalmustbeoneof:|projectnameisrequired|homeprovider\w{1,40}isinvalid/,
  },
  {
    code: 'SecretMissing',
    family: 'project',
    pattern: /setavaluefor\w{1,64}?with.?sstsecretset|setvaluesforthefollowingsecrets/,
  },
  {
    code: 'ProgramFailed',
    family: 'project',
    pattern: /programexitedwithnon-zeroexitcode|failedwithanunhandledexception/,
  },
  {
    code: 'ComponentVersion',
    family: 'project',
    pattern: /thereisanewversionof.?[\w-]{1,100}?.?thathasbreakingchanges/,
  },
  {
    code: 'ModuleMissing',
    family: 'project',
    pattern: /cannotfind(?:module|package)'[^']{1,300}'/,
  },
  {
    code: 'LookupFailed',
    family: 'project',
    pattern: /invocationof[\w:/-]{1,120}?returnedanerror/,
  },
  { code: 'ReadWithoutId', family: 'project', pattern: /expectedanidforurn:pulumi:/ },
  { code: 'TargetNotFound', family: 'project', pattern: /targetnotfound:(?<last>[\w.-]*)/ },
  {
    code: 'ProviderTooOld',
    family: 'project',
    pattern: /youspecifiedversion\S{1,80}ofthe"[^"]{1,80}"provider/,
  },
  {
    code: 'ProviderMissing',
    family: 'project',
    pattern: /couldnotfindprovider|provider[\w-]{1,60}notfound|noawsproviderfound/,
  },
  {
    code: 'NoDevSession',
    family: 'project',
    pattern: /couldnotfindan.?sstdev.?sessiontoconnectto|anotherinstanceofsstisalreadyrunning/,
  },
  {
    code: 'LiveNotReady',
    family: 'project',
    pattern: /hasnothadiotinitialized|appsynceventapitopowerlivelambda|failedtosubscribetoappsync/,
  },
  {
    code: 'CloudflareAccount',
    family: 'project',
    pattern:
      /thecloudflareaccountidwasnotable|cloudflareapinotinitialized|cloudflareprovidernotfound/,
  },
]);

/** Sentences of SST and Pulumi themselves. */
export const sstSentences = [...ofState, ...ofCredentials, ...ofProject];
