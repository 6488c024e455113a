/**
 * The library's types of the AWS SDK. The SDK lies inside of the bundle, so types that name its packages
 * could not be resolved. `test/package/sdk-types.test.ts` compares these with the SDK's own.
 */
export interface SdkClient {
  send(command: object, options?: { readonly abortSignal?: AbortSignal }): Promise<unknown>;
  destroy(): void;
}

export type {
  SdkClient as CloudFormationClient,
  SdkClient as CloudFrontClient,
  SdkClient as CloudWatchClient,
  SdkClient as CloudWatchLogsClient,
  SdkClient as IAMClient,
  SdkClient as LambdaClient,
  SdkClient as ResourceGroupsTaggingAPIClient,
  SdkClient as OrganizationsClient,
  SdkClient as S3Client,
  SdkClient as SNSClient,
  SdkClient as SSMClient,
  SdkClient as STSClient,
};

interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration?: Date;
}

/** An HTTP handler of the SDK's, or options for the one that it makes. */
type RequestHandler =
  | {
      handle(
        request: object,
        options?: object,
      ): Promise<{
        response: { statusCode: number; headers: Record<string, string>; body?: unknown };
      }>;
    }
  | Record<string, unknown>;

export interface STSClientConfig {
  readonly requestHandler?: RequestHandler;
  readonly credentials?: Keys | (() => Promise<Keys>);
}

export type MultipartUpload = object;
