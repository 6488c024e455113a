import {
  CreateCachePolicyCommand,
  CreateKeyValueStoreCommand,
  CreateOriginAccessControlCommand,
} from '@aws-sdk/client-cloudfront';
import { addSettings } from '../account/settings.ts';
import { refused, sstOutput } from './outputs.ts';
import type { Scene } from './scene.ts';

export const settingScenes: readonly Scene[] = [
  {
    says: 'an access control that was left is found by its component, as SST tells no name',
    code: 'OriginAccessControlAlreadyExists 409',
    prepare(account, home) {
      addSettings(account, {
        originAccessControls: [
          { id: 'E2LEFTOVER0001', name: 'docs-dev-Docs', description: 'Created by SST' },
          { id: 'E2DECOY0000001', name: 'docs-production-Docs', description: 'Created by SST' },
          { id: 'E2DECOY0000002', name: 'mine', description: 'by hand' },
        ],
      });
      home
        .stage('docs', 'dev')
        .deploy(
          account.ago({ days: 40 }),
          [
            {
              type: 'pulumi-nodejs:dynamic:Resource',
              name: 'DocsS3AccessControl.sst.aws.OriginAccessControl',
              id: 'E2LEFTOVER0001',
              under: [['sst:aws:Nextjs', 'Docs']],
            },
          ],
          { version: '3.1.0' },
        )
        .remove(account.ago({ days: 9 }), { version: '3.2.60' });
    },
    output: sstOutput({
      path: 'Docs sst:aws:Nextjs → DocsS3AccessControl.sst.aws.OriginAccessControl pulumi-nodejs:dynamic:Resource',
      message: refused('Error', 'CloudFront: CreateOriginAccessControl', {
        code: 'OriginAccessControlAlreadyExists',
        text: 'An origin access control with the same name already exists.',
      }),
    }),
    create: ({ cloudfront }) =>
      cloudfront.send(
        new CreateOriginAccessControlCommand({
          OriginAccessControlConfig: {
            Name: 'docs-dev-Docs',
            SigningProtocol: 'sigv4',
            SigningBehavior: 'always',
            OriginAccessControlOriginType: 's3',
          },
        }),
      ),
    cause: 'leftover',
  },
  {
    says: 'a key-value store that was left is swept',
    code: 'EntityAlreadyExists 409',
    prepare(account, home) {
      const at = account.ago({ days: 40 });
      const name = 'docs-dev-DocsKvStore-bkmtoxcd';
      account.with({
        keyValueStores: [
          { name, id: '0d0e0f00-0000-4000-8000-000000000001', modifiedAt: at },
          { name: 'docs-production-x', id: '0d0e0f00-0000-4000-8000-000000000002', modifiedAt: at },
        ],
      });
      home
        .stage('docs', 'dev')
        .deploy(at, [
          {
            type: 'aws:cloudfront/keyValueStore:KeyValueStore',
            name: 'DocsKvStore',
            id: name,
            under: [['sst:aws:Nextjs', 'Docs']],
            outputs: { name },
          },
        ])
        .remove(account.ago({ days: 9 }));
    },
    output: sstOutput({
      path: 'Docs sst:aws:Nextjs → DocsKvStore aws:cloudfront:KeyValueStore',
      message: refused(
        'creating CloudFront KeyValueStore (docs-dev-DocsKvStore-bkmtoxcd)',
        'CloudFront: CreateKeyValueStore',
        { code: 'EntityAlreadyExists', text: 'The entity already exists.' },
      ),
    }),
    create: ({ cloudfront }) =>
      cloudfront.send(new CreateKeyValueStoreCommand({ Name: 'docs-dev-DocsKvStore-bkmtoxcd' })),
    cause: 'leftover',
  },
  {
    says: 'a cache policy that was left is swept',
    code: 'CachePolicyAlreadyExists 409',
    prepare(account, home) {
      const at = account.ago({ days: 40 });
      const policy = (id: string, name: string) => ({ id, name, modifiedAt: at });
      addSettings(account, {
        cachePolicies: [
          policy('11111111-0000-4000-8000-000000000001', 'DocsServerCachePolicy-1a2b3c4'),
          policy('11111111-0000-4000-8000-000000000002', 'DocsServerCachePolicy-9a2b3c4'),
          policy('11111111-0000-4000-8000-000000000003', 'mine'),
        ],
      });
      home
        .stage('docs', 'dev')
        .deploy(at, [
          {
            type: 'aws:cloudfront/cachePolicy:CachePolicy',
            name: 'DocsServerCachePolicy',
            id: '11111111-0000-4000-8000-000000000001',
            under: [['sst:aws:Nextjs', 'Docs']],
          },
        ])
        .remove(account.ago({ days: 9 }));
    },
    output: sstOutput({
      path: 'Docs sst:aws:Nextjs → DocsServerCachePolicy aws:cloudfront:CachePolicy',
      message: refused(
        'creating CloudFront Cache Policy (DocsServerCachePolicy-1a2b3c4)',
        'CloudFront: CreateCachePolicy',
        { code: 'CachePolicyAlreadyExists', text: 'A cache policy with this name exists.' },
      ),
    }),
    create: ({ cloudfront }) =>
      cloudfront.send(
        new CreateCachePolicyCommand({
          CachePolicyConfig: { Name: 'DocsServerCachePolicy-1a2b3c4', MinTTL: 0 },
        }),
      ),
    cause: 'leftover',
  },
];
