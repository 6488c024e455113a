/** An error at the end of a run of SST's, first whose it is. */
function ofSst(stage: string, verb: string, path: string, message: string): string {
  return [
    'SST 3.9.15  ready!',
    '',
    '➜  App:        docs',
    `   Stage:      ${stage}`,
    '',
    `~  ${verb}`,
    '',
    '✕  Failed    ',
    `   ${path}`,
    `   ${message}`,
  ].join('\n');
}

/** Errors of AWS that SST passes on: [codes with their families, the output]. */
export const wordingsOfSst: readonly (readonly [errors: readonly string[], text: string])[] = [
  [
    ['UnknownError unknown'],
    ofSst(
      'dev',
      'Deploy',
      'Web sst:aws:Nextjs → WebBuilder sst:aws:Run',
      'There was a problem building the site: exit status 1',
    ),
  ],
  [
    ['PreconditionFailed stale'],
    ofSst(
      'dev',
      'Remove',
      'Client sst:aws:StaticSite → ClientOriginAccessIdentity aws:cloudfront:OriginAccessIdentity',
      "CloudFront: DeleteCloudFrontOriginAccessIdentity, https response error StatusCode: 412, RequestID: 652b0a29-0847-4721-bba7-4b2972ab0302, PreconditionFailed: The request failed because it didn't meet the preconditions in one or more request-header fields.",
    ),
  ],
  [
    ['TooManyCacheBehaviors refused'],
    ofSst(
      'production',
      'Deploy',
      'WebApp sst:aws:SolidStart → WebAppCdnDistribution aws:cloudfront:Distribution',
      'creating CloudFront Distribution: operation error CloudFront: CreateDistributionWithTags, https response error StatusCode: 400, RequestID: 7d0d, TooManyCacheBehaviors: Your request contains more CacheBehaviors than are allowed per distribution.',
    ),
  ],
  [
    ['RecordConflicts outside'],
    ofSst(
      'dev',
      'Deploy',
      'Web sst:aws:Nextjs → WebCdnAAAARecordStagingdocs aws:route53:Record',
      'creating Route53 Record: operation error Route 53: ChangeResourceRecordSets, https response error StatusCode: 400, RequestID: e8, InvalidChangeBatch: [RRSet of type AAAA with DNS name staging.docs.example. is not permitted because a conflicting RRSet of type CNAME with the same DNS name already exists in zone docs.example.]',
    ),
  ],
  [
    ['RecordExists outside'],
    ofSst(
      'dev',
      'Deploy',
      'Web sst:aws:Nextjs → WebCdnARecord aws:route53:Record',
      "creating Route53 Record: operation error Route 53: ChangeResourceRecordSets, https response error StatusCode: 400, RequestID: 9b, InvalidChangeBatch: [Tried to create resource record set [name='docs.example.', type='A'] but it already exists]",
    ),
  ],
  [
    ['CertificatePending outside'],
    ofSst(
      'dev',
      'Deploy',
      'Web sst:aws:Nextjs → WebCdnSslValidation aws:acm:CertificateValidation',
      "waiting for ACM Certificate (arn:aws:acm:us-east-1:123456789012:certificate/1a2b) to be issued: timeout while waiting for state to become 'ISSUED' (last state: 'PENDING_VALIDATION', timeout: 1h15m0s)",
    ),
  ],
  [
    ['DependencyViolation in-use'],
    ofSst(
      'pr-103',
      'Remove',
      'MyVpc sst:aws:Vpc → MyVpcPrivateSubnet1 aws:ec2:Subnet',
      "deleting EC2 Subnet (subnet-04c3d15c): operation error EC2: DeleteSubnet, https response error StatusCode: 400, RequestID: 8d0b, api error DependencyViolation: The subnet 'subnet-04c3d15c' has dependencies and cannot be deleted.",
    ),
  ],
  [
    ['BucketNotEmpty not-empty'],
    ofSst(
      'pr-103',
      'Remove',
      'Uploads sst:aws:Bucket → UploadsBucket aws:s3:BucketV2',
      'deleting S3 Bucket (docs-pr-103-uploadsbucket-abcdefgh): operation error S3: DeleteBucket, https response error StatusCode: 409, RequestID: 5Z, HostID: x/y=, api error BucketNotEmpty: The bucket you tried to delete is not empty. You must delete all versions in the bucket.',
    ),
  ],
  [
    ['ReplicatedFunction replicated'],
    ofSst(
      'pr-103',
      'Remove',
      'Web sst:aws:Nextjs → WebEdgeFunction aws:lambda:Function',
      'deleting Lambda Function (docs-pr-103-WebEdgeFunction-abcdefgh): operation error Lambda: DeleteFunction, https response error StatusCode: 400, RequestID: 2f, InvalidParameterValueException: Lambda was unable to delete arn:aws:lambda:us-east-1:123456789012:function:docs-pr-103-WebEdgeFunction-abcdefgh:1 because it is a replicated function. Please see our documentation for Deleting Lambda@Edge Functions and Replicas.',
    ),
  ],
  [
    ['TooManyCachePolicies quota'],
    ofSst(
      'pr-9',
      'Deploy',
      'Web sst:aws:Nextjs → WebServerCachePolicy aws:cloudfront:CachePolicy',
      'creating CloudFront Cache Policy (docs-pr-9-WebServerCachePolicy-abcd): operation error CloudFront: CreateCachePolicy, https response error StatusCode: 400, RequestID: e1, TooManyCachePolicies: You have reached the maximum number of cache policies for this account. For more information, see Quotas in the Amazon CloudFront Developer Guide.',
    ),
  ],
  [
    ['PreconditionFailed stale'],
    ofSst(
      'dev',
      'Deploy',
      'Web sst:aws:Nextjs → WebCdnDistribution aws:cloudfront:Distribution',
      "updating CloudFront Distribution (E1ABCDEF2GHIJK): operation error CloudFront: UpdateDistribution, https response error StatusCode: 412, RequestID: 4a, PreconditionFailed: The request failed because it didn't meet the preconditions in one or more request-header fields.",
    ),
  ],
  [
    ['NoSuchDistribution gone'],
    ofSst(
      'dev',
      'Deploy',
      'Web sst:aws:Nextjs → WebInvalidation sst:aws:DistributionInvalidation',
      'operation error CloudFront: CreateInvalidation, https response error StatusCode: 404, RequestID: 0e, NoSuchDistribution: The specified distribution does not exist.',
    ),
  ],
  [
    ['ResourceConflictException changing'],
    ofSst(
      'dev',
      'Deploy',
      'Api sst:aws:Function → ApiFunction aws:lambda:Function',
      'updating Lambda Function (docs-dev-ApiFunction) code: operation error Lambda: UpdateFunctionCode, https response error StatusCode: 409, RequestID: 1c, ResourceConflictException: The operation cannot be performed at this time. An update is in progress for resource: arn:aws:lambda:us-east-1:123456789012:function:docs-dev-ApiFunction',
    ),
  ],
  [
    ['DBSubnetGroupAlreadyExists name-taken'],
    ofSst(
      'dev',
      'Deploy',
      'Db sst:aws:Postgres → DbSubnetGroup aws:rds:SubnetGroup',
      "creating RDS DB Subnet Group (docs-dev-dbsubnetgroup): operation error RDS: CreateDBSubnetGroup, https response error StatusCode: 400, RequestID: 7b, DBSubnetGroupAlreadyExists: The DB subnet group 'docs-dev-dbsubnetgroup' already exists.",
    ),
  ],
  [
    ['DomainNameExists name-taken'],
    ofSst(
      'dev',
      'Deploy',
      'Api sst:aws:ApiGatewayV2 → ApiDomainName aws:apigatewayv2:DomainName',
      'creating API Gateway v2 Domain Name (api.docs.example): operation error ApiGatewayV2: CreateDomainName, https response error StatusCode: 400, RequestID: 1f, BadRequestException: The domain name you provided already exists.',
    ),
  ],
  [
    ['CachePolicyInUse in-use'],
    ofSst(
      'pr-103',
      'Remove',
      'WebServerCachePolicy aws:cloudfront:CachePolicy',
      'deleting CloudFront Cache Policy (5f0c2a2b-aaaa-bbbb-cccc-1234567890ab): operation error CloudFront: DeleteCachePolicy, https response error StatusCode: 409, RequestID: f0, CachePolicyInUse: Cannot delete the cache policy because it is attached to one or more cache behaviors.',
    ),
  ],
  [
    ['AccessDenied denied'],
    ofSst(
      'dev',
      'Deploy',
      'Web sst:aws:Nextjs → WebCloudfrontFunction aws:cloudfront:Function',
      'creating CloudFront Function (docs-dev-WebCloudfrontFunction): operation error CloudFront: CreateFunction, https response error StatusCode: 403, RequestID: 3b, AccessDenied: User: arn:aws:sts::123456789012:assumed-role/ci/deploy is not authorized to perform: cloudfront:CreateFunction on resource: arn:aws:cloudfront::123456789012:function/docs-dev-WebCloudfrontFunction because no identity-based policy allows the cloudfront:CreateFunction action',
    ),
  ],
  [
    ['Throttling throttled'],
    ofSst(
      'dev',
      'Deploy',
      'Web sst:aws:Nextjs → WebRole aws:iam:Role',
      'operation error IAM: CreateRole, exceeded maximum number of attempts, 25, https response error StatusCode: 400, RequestID: 9, api error Throttling: Rate exceeded',
    ),
  ],
  [
    ['RepositoryNotEmptyException not-empty'],
    ofSst(
      'pr-103',
      'Remove',
      'sst-asset aws:ecr:Repository',
      "deleting ECR Repository (docs-pr-103): operation error ECR: DeleteRepository, https response error StatusCode: 400, RequestID: 9, RepositoryNotEmptyException: The repository with name 'docs-pr-103' in registry with id '123456789012' cannot be deleted because it still contains images",
    ),
  ],
  [
    ['ResourceInUseException in-use'],
    ofSst(
      'pr-103',
      'Remove',
      'WebCdnSsl sst:aws:DnsValidatedCertificate → WebCdnSslCertificate aws:acm:Certificate',
      'deleting ACM Certificate (arn:aws:acm:us-east-1:123456789012:certificate/0f1e2d3c-1111-2222-3333-444455556666): operation error ACM: DeleteCertificate, exceeded maximum number of attempts, 25, https response error StatusCode: 400, RequestID: 9, ResourceInUseException: Certificate arn:aws:acm:us-east-1:123456789012:certificate/0f1e2d3c-1111-2222-3333-444455556666 in account 123456789012 is in use.',
    ),
  ],
  [
    ['ConcurrencyTooLow outside'],
    ofSst(
      'dev',
      'Deploy',
      'Api sst:aws:Function → ApiFunction aws:lambda:Function',
      "creating Lambda Function (docs-dev-ApiFunction): operation error Lambda: PutFunctionConcurrency, https response error StatusCode: 400, RequestID: 1c, InvalidParameterValueException: Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [10].",
    ),
  ],
  [
    ['AddressLimitExceeded quota'],
    ofSst(
      'dev',
      'Deploy',
      'MyVpc sst:aws:Vpc → MyVpcElasticIp1 aws:ec2:Eip',
      'creating EC2 EIP: operation error EC2: AllocateAddress, https response error StatusCode: 400, RequestID: 1c, api error AddressLimitExceeded: The maximum number of addresses has been reached.',
    ),
  ],
  [
    ['CannotDeleteEntityWhileInUse in-use'],
    ofSst(
      'pr-103',
      'Remove',
      'Router sst:aws:Router → RouterKvStore aws:cloudfront:KeyValueStore',
      'deleting CloudFront Key Value Store (docs-pr-103-RouterKvStore-abcd): operation error CloudFront: DeleteKeyValueStore, https response error StatusCode: 409, RequestID: 9, CannotDeleteEntityWhileInUse: Cannot delete entity while in use: KeyValueStore is associated with function',
    ),
  ],
];
