import type { Asked } from '../e2e/reports.ts';

const folder = '24-outputs-of-other-places';

function asked(input: string, says: readonly RegExp[], never: readonly RegExp[] = []): Asked {
  return { folder, words: ['doctor'], inputs: [input], says, never };
}

/** Outputs as people pasted them, whose code, sentence or stage stands where no other output has it. */
export const quotedReports: readonly Asked[] = [
  asked(
    'input-identity-taken.txt',
    [
      /An email identity called mail\.acme\.example is there/,
      /sst\.aws\.Email\.get\("Email", "mail\.acme\.example"\)/,
    ],
    [/not known here/, /delete-email-identity/],
  ),
  ...['input-oidc.txt', 'quoted-oidc-custom-resource.txt'].map((input) =>
    asked(
      input,
      [
        /An OIDC provider called https:\/\/token\.actions\.githubusercontent\.com is there/,
        /arn:aws:iam::123456789012:oidc-provider\/token\.actions\.githubusercontent\.com/,
        /one for each URL/,
      ],
      // Roles of others may be assumed through it.
      [/opts\.import/, /delete-open-id/, /say another one/, /log group/],
    ),
  ),
  asked(
    'input-cloud-map.txt',
    [
      /The Cloud Map namespace still has services/,
      /list-services --filters Name=NAMESPACE_ID,Values=ns-4ajs6g,Condition=EQ/,
      /then No command removes it here, for it may still be needed: Whether \S+ .* is used is not read/,
    ],
    [/sst deploy/, /sst remove/],
  ),
  asked(
    'pasted-cloud-map-gone.txt',
    [
      /This version does not list such things/,
      /sst refresh --stage dev/,
      /sst state remove WebCloudmapService --stage dev # only where the refresh fails alike/,
    ],
    [/all of this kind are there/, /No state that was read/],
  ),
  asked(
    'quoted-target-group.txt',
    [/ResourceInUse WebTargetHTTP3000/, /acme\/dev: SST/],
    [/not known here/, /CloudFront takes minutes/],
  ),
  asked('quoted-api-domain.txt', [
    /The distribution E2CJIBS79IOQ4O has the alias dev\.acme\.example\.com/,
  ]),
  asked(
    'quoted-alias-elsewhere.txt',
    [/The DNS record of that host leads to another distribution/],
    [/docs\.aws\.amazon\.com:/, /another account has it/],
  ),
  asked(
    'input-sign-in-domain.txt',
    [/is that of another user pool/, /why Domain already associated with another user pool\./],
    [/no leftover is in the way/],
  ),
  asked(
    'quoted-empty-id.txt',
    [/reads something with an empty id/, /deploy the stage that makes it once/],
    [/not known here/, /2 errors/],
  ),
  asked(
    'quoted-rule-priority.txt',
    [/Something else has what the configuration asks for WebListenerHTTP80Rule1/],
    [/refused to delete/],
  ),
  asked(
    'quoted-sso-grant.txt',
    [/CredentialsExpired/, /aws sso login/],
    [/InvalidGrantException$/m, /sst\.config\.ts as AWS says/],
  ),
  asked(
    'quoted-edge-version.txt',
    [/Another change of acme-dev-edge is under way/],
    [/CustomResourceFailed/, /not known here/],
  ),
  asked(
    'quoted-quoted-call.txt',
    [/OriginAccessControlInUse/],
    [/FunctionInUse/, /not known here/],
  ),
  asked('pasted-long-name.txt', [/MalformedXML/, /less than or equal to 64/], [/not known here/]),
  asked(
    'input-integrity.txt',
    [
      /sst state repair --stage dev/,
      /--prefix snapshot\/acme\/dev\//,
      /then AWS_REGION=us-east-1 sst refresh --stage dev/,
    ],
    [/Interrupted/],
  ),
  asked('pasted-d1-gone.txt', [
    /gone at the provider/,
    /sst refresh --stage dev/,
    /sst state remove MyDatabaseDatabase --stage dev/,
  ]),
  asked(
    'quoted-hanging-remove.txt',
    [/CacheSubnetGroupInUse RedisSubnetGroup/, /StackFailed/],
    // Of the stage that hangs, and of no other.
    [/acme\/production/, /not known here:/],
  ),
  asked('quoted-variables.txt', [/give the function another role, save, give it its own role/]),
  asked('quoted-engine-pending.txt', [/PendingOperations acme\/dev/], [/sst remove/]),
  asked('input-gateway.txt', [/Name=vpc-id,Values=vpc-0a1b2c3d4e5f60718/]),
  asked('quoted-passed-on.txt', [/InvalidViewerCertificate/], [/InvalidParameterException$/m]),
  asked('quoted-nuke-quoted.txt', [/E2CJIBS79IOQ4O of acme\/dev/], [/'E2CJIBS79IOQ4O'/]),
];
