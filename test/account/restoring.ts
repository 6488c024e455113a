import type { AccountData } from 'simulated-aws';
import { anAccount } from './account.ts';
import { siteSettings } from './settings.ts';
import { aSite, anEdgeSigner } from './sites.ts';
import { later } from './stage.ts';
import { aStore, reads } from './stores.ts';

const app = 'acme';
const stage = 'pr-7';
const xmlns = 'xmlns="http://s3.amazonaws.com/doc/2006-03-01/"';

export interface RestoringAccount {
  readonly data: AccountData;
  readonly bucket: string;
  readonly distribution: string;
}

/**
 * A removed stage with one of everything that a site of SST's can leave behind: a distribution with two
 * behaviours that names all the rest, a function of two different stages, its store, a Lambda@Edge
 * function of two versions whose numbers begin at 3, with aliases, a policy and a URL, all five settings, and a bucket with all its own.
 */
export function aRestoringAccount(): RestoringAccount {
  const account = anAccount();
  const at = account.ago({ days: 40 });
  const home = account.home('eu-west-1');
  const options = { app, stage, at, region: 'eu-west-1' };
  const site = aSite(options);
  const store = aStore({ ...options });
  reads(site, store, 'both');
  const signer = anEdgeSigner({ ...options, versions: 2 });
  const settings = siteSettings(options);
  const [distribution] = site.distributions;
  const [bucket] = site.buckets;
  const [edge] = site.functions;

  edge.code = 'function handler(event) { return event.request; } // being written';
  edge.tags = { 'sst:app': app, 'sst:stage': stage };
  edge.live = { ...edge.live, code: 'function handler(event) { return event.request; }' };
  const [lambda] = signer.lambdas;
  lambda.versions = [
    { version: '3', modifiedAt: at, codeSize: 700, description: 'the first' },
    { version: '5', modifiedAt: at, codeSize: 900 },
  ];
  lambda.aliases = [
    { name: 'live', version: '5' },
    { name: 'next', version: '$LATEST' },
  ];
  lambda.policy = JSON.stringify({ Version: '2012-10-17', Statement: [] });
  lambda.functionUrl = 'AWS_IAM';
  lambda.reservedConcurrency = 5;
  lambda.asyncRetries = 0;
  lambda.timeout = 7;
  lambda.memorySize = 256;
  const versionArn = signer.versionArn.replace(/\d+$/, '5');

  distribution.origins = (settings.use.origins ?? []).map((origin) =>
    origin.id === 's3'
      ? { ...origin, domainName: `${bucket.name}.s3.eu-west-1.amazonaws.com` }
      : origin,
  );
  const [, other] = settings.use.behaviors ?? [];
  distribution.behaviors = [
    ...(distribution.behaviors ?? []),
    { ...other, lambdas: [{ event: 'origin-request', arn: versionArn }] },
  ];
  // A member that no SDK knows must come back too.
  distribution.config = { MemberOfTomorrow: 'kept', PriceClass: 'PriceClass_100' };

  Object.assign(bucket, {
    versioning: 'Enabled',
    encryption: 'aws:kms',
    policy: JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: 'cloudfront.amazonaws.com' },
          Action: 's3:GetObject',
          Resource: `arn:aws:s3:::${bucket.name}/*`,
          Condition: {
            StringEquals: {
              'AWS:SourceArn': `arn:aws:cloudfront::${account.data.account}:distribution/${distribution.id}`,
            },
          },
        },
        {
          Effect: 'Allow',
          Principal: {
            AWS: `arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity ${settings.ids.originAccessIdentities}`,
          },
          Action: 's3:GetObject',
          Resource: `arn:aws:s3:::${bucket.name}/*`,
        },
        {
          Effect: 'Allow',
          Principal: '*',
          Action: 's3:GetObject',
          Resource: `arn:aws:s3:::${bucket.name}/public/*`,
        },
      ],
    }),
    configuration: {
      ownershipControls: `<OwnershipControls ${xmlns}><Rule><ObjectOwnership>ObjectWriter</ObjectOwnership></Rule></OwnershipControls>`,
      publicAccessBlock: null,
      cors: `<CORSConfiguration ${xmlns}><CORSRule><AllowedHeader>*</AllowedHeader><AllowedMethod>GET</AllowedMethod><AllowedOrigin>https://acme.example</AllowedOrigin><MaxAgeSeconds>60</MaxAgeSeconds></CORSRule></CORSConfiguration>`,
      lifecycle: `<LifecycleConfiguration ${xmlns}><Rule><ID>old</ID><Filter><Prefix>tmp/</Prefix></Filter><Status>Enabled</Status><Expiration><Date>2031-01-01T00:00:00.000Z</Date></Expiration></Rule></LifecycleConfiguration>`,
      website: `<WebsiteConfiguration ${xmlns}><IndexDocument><Suffix>index.html</Suffix></IndexDocument></WebsiteConfiguration>`,
      accelerate: `<AccelerateConfiguration ${xmlns}><Status>Enabled</Status></AccelerateConfiguration>`,
      requestPayment: `<RequestPaymentConfiguration ${xmlns}><Payer>Requester</Payer></RequestPaymentConfiguration>`,
      replication: `<ReplicationConfiguration ${xmlns}><Role>arn:aws:iam::123456789012:role/copies</Role><Rule><ID>all</ID><Priority>1</Priority><Filter></Filter><Status>Enabled</Status><Destination><Bucket>arn:aws:s3:::another</Bucket></Destination></Rule></ReplicationConfiguration>`,
      inventory: `<ListInventoryConfigurationsResult ${xmlns}><InventoryConfiguration><Id>weekly</Id><IsEnabled>true</IsEnabled></InventoryConfiguration><IsTruncated>false</IsTruncated></ListInventoryConfigurationsResult>`,
      notification: `<NotificationConfiguration ${xmlns}><EventBridgeConfiguration></EventBridgeConfiguration></NotificationConfiguration>`,
    },
  });
  bucket.objects = [
    { key: 'app.js', at, body: 'one', versionId: 'v1' },
    { key: 'app.js', at: later(at, 60), body: 'two', versionId: 'v2' },
  ];

  account.with(site, store, signer, { settings: settings.settings });
  home
    .stage(app, stage)
    .deploy(at, [
      ...site.entries,
      ...store.entries,
      ...signer.entries,
      ...settings.entries,
      ...lambda.aliases.map(({ name }) => ({
        type: 'aws:lambda/alias:Alias',
        name,
        id: `arn:aws:lambda:us-east-1:123456789012:function:${lambda.name}:${name}`,
        outputs: { name, functionName: lambda.name },
      })),
      {
        type: 'aws:s3/bucketPolicy:BucketPolicy',
        name: 'policy',
        id: bucket.name,
        outputs: { bucket: bucket.name, policy: bucket.policy },
      },
      {
        type: 'aws:s3/bucketNotification:BucketNotification',
        name: 'notification',
        id: bucket.name,
        outputs: { bucket: bucket.name, eventbridge: true },
      },
    ])
    .remove(account.ago({ days: 9 }));
  account.data.timings = { replicaRemoval: 900 };
  return { data: account.data, bucket: bucket.name, distribution: distribution.id };
}
