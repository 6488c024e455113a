import { stringify } from 'yaml';
import { policyFor } from '../src/commands/policy/document.ts';
import { wholeAccount } from '../src/commands/policy/scope.ts';
import { kinds } from '../src/kinds/index.ts';
import type { Statement } from '../src/scan/permissions.ts';

const head = `# Made by "npm run account-role" of what "sst-sweep iam-policy sweep" prints.
AWSTemplateFormatVersion: '2010-09-09'
Description: >-
  The role by which sst-sweep gets into an account. As a StackSet it goes into every account of an
  organizational unit; the management account needs a stack of its own.

Parameters:
  TaskRole:
    Type: String
    Description: The output TaskRole of the stack of template.yaml.
    AllowedPattern: ^arn:aws:iam::\\d{12}:role/[\\w+=,.@/-]+$
  ExternalId:
    Type: String
    Description: The externalId of accounts.json, so that nobody else's list leads here.
    AllowedPattern: ^[\\w+=,.@:/-]{2,1224}$
    NoEcho: true
  RoleName:
    Type: String
    AllowedPattern: ^[\\w+=,.@-]{1,64}$
    Default: sst-sweep
  Access:
    Type: String
    Description: scan only looks, for accounts that are read for what they name.
    AllowedValues: [sweep, scan]
    Default: sweep

Conditions:
  Sweeps: !Equals [!Ref Access, sweep]

Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      RoleName: !Ref RoleName
      # A slice and its look take less; keys are renewed before they end.
      MaxSessionDuration: 3600
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal: { AWS: !Ref TaskRole }
            Action: sts:AssumeRole
            Condition: { StringEquals: { sts:ExternalId: !Ref ExternalId } }
      Policies:
        - PolicyName: scan
          PolicyDocument:
            Version: '2012-10-17'
            Statement:
`;

const between = `        - Fn::If:
            - Sweeps
            - PolicyName: sweep
              PolicyDocument:
                Version: '2012-10-17'
                Statement:
`;

const tail = `            - !Ref AWS::NoValue

Outputs:
  Role:
    Value: !GetAtt Role.Arn
`;

/** `deploy/aws/account-role.yaml`: each permission is told by the kind that needs it, and here it is written out. */
export function accountRoleTemplate(): string {
  const scan = policyFor('scan', kinds, wholeAccount).Statement;
  const known = new Set(scan.map(({ Sid }) => Sid));
  const sweep = policyFor('sweep', kinds, { ...wholeAccount, account }).Statement.filter(
    ({ Sid }) => !known.has(Sid),
  );
  return [head, statementsText(scan, 14), between, statementsText(sweep, 18), tail].join('');
}

const account = '${AWS::AccountId}';

function statementsText(statements: readonly Statement[], indent: number): string {
  const text = stringify(statements, { lineWidth: 0 })
    // Only CloudFormation knows the account's number.
    .replaceAll(/(\S*\$\{AWS::AccountId\}\S*)/g, '!Sub $1');
  return text.replaceAll(/^(?=.)/gm, ' '.repeat(indent));
}
