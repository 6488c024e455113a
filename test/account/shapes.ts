import { Building, type Ending, type Place, type Shape } from './building.ts';
import { lambdaLogs } from './servers.ts';
import { anEdgeSigner } from './sites.ts';

const placeholder = { domainName: 'placeholder.sst.dev' };

/** Before 3.10: an access control, a cache policy, a function per kind of server, and the server itself. */
function olderSite(place: Place, ending: 'plain' | 'tail'): Shape {
  const site = new Building(place, 'sst:aws:Nextjs', 'Web');
  const request = site.function('WebCloudfrontFunctionServerCfFunction', ending);
  const policy = site.cachePolicy('WebServerCachePolicy', 'SST server response cache policy');
  const control = site.accessControl(ending);
  const assets = site.bucket('WebAssets', ending === 'plain' ? 'webassets' : 'webassetsbucket');
  for (const word of ['WebServer', 'WebImageOptimizer', 'WebWarmer']) site.server(word, ending);
  const functions = [{ event: 'viewer-request' as const, arn: request }];
  site.distribution('WebCdn', 'Web app', {
    origins: [placeholder, { domainName: site.host(assets), originAccessControlId: control }],
    behaviors: [
      { functions, cachePolicyId: policy },
      { path: '/_next/*', originId: 'o1' },
    ],
  });
  return site;
}

/** From 3.10 on: a store and one function; the server is reached by its URL, which no configuration names. */
function newerSite(place: Place, redirect: Ending): Building {
  const site = new Building(place, 'sst:aws:Nextjs', 'Web');
  const request = site.function('WebCloudfrontFunctionRequest', 'tail', [site.store()]);
  const policy = site.cachePolicy('WebServerCachePolicy', 'SST server response cache policy');
  site.bucket('WebAssets', 'webassetsbucket');
  const region = place.region.replaceAll('-', '').replace(/^./, (letter) => letter.toUpperCase());
  for (const word of [`WebServer${region}`, 'WebImageOptimizer', `WebWarmer${region}`])
    site.server(word, 'tail');
  site.distribution('WebCdn', 'Web app', {
    origins: [placeholder],
    behaviors: [{ functions: [{ event: 'viewer-request', arn: request }], cachePolicyId: policy }],
  });
  site.redirect(redirect);
  return site;
}

/** Astro 3.9.17: a store beside what sites had before it, and a Lambda@Edge server. */
function astroSite(place: Place): Shape {
  const site = new Building(place, 'sst:aws:Astro', 'Web');
  const request = site.function('WebCloudfrontFunctionServerCfFunction', 'tail', [site.store()]);
  const control = site.accessControl('tail');
  const assets = site.bucket('WebAssets', 'webassetsbucket');
  const policy = site.cachePolicy('WebServerCachePolicy', 'SST server response cache policy');
  const lambdas = withSigner(site);
  const functions = [{ event: 'viewer-request' as const, arn: request }];
  site.distribution('WebCdn', 'Web app', {
    origins: [placeholder, { domainName: site.host(assets), originAccessControlId: control }],
    behaviors: [{ functions, lambdas, cachePolicyId: policy }],
  });
  return site;
}

function staticSite(place: Place): Shape {
  const site = new Building(place, 'sst:aws:StaticSite', 'Web');
  const request = site.function('WebCloudfrontFunctionRequest', 'tail', [site.store()]);
  const response = site.function('WebCloudfrontFunctionResponse', 'tail');
  site.bucket('WebAssets', 'webassetsbucket');
  site.distribution('WebCdn', 'Web site', {
    origins: [placeholder],
    behaviors: [
      {
        functions: [
          { event: 'viewer-request', arn: request },
          { event: 'viewer-response', arn: response },
        ],
      },
    ],
  });
  site.redirect('tail');
  return site;
}

function inlineRouter(place: Place): Shape {
  const router = new Building(place, 'sst:aws:Router', 'Router');
  const [first, second] = ['RouterCloudfrontFunction', 'RouterCloudfrontFunctionbcdefhkm'].map(
    (logical) => ({ event: 'viewer-request' as const, arn: router.function(logical, 'tail') }),
  );
  const policy = router.cachePolicy('RouterCachePolicy', 'Router router cache policy');
  const control = router.accessControl('tail');
  const bucket = router.bucket('RouterAssets', 'webassetsbucket');
  router.distribution('RouterCdn', 'Router router', {
    origins: [placeholder, { domainName: router.host(bucket), originAccessControlId: control }],
    behaviors: [
      { functions: first ? [first] : [], cachePolicyId: policy },
      { path: '/docs/*', originId: 'o1', functions: second ? [second] : [], cachePolicyId: policy },
    ],
  });
  return router;
}

/** Of the protection `oac-with-edge-signing`: a Lambda@Edge function, whose replicas wrote logs elsewhere. */
function signedSite(place: Place): Shape {
  const site = newerSite(place, 'tail');
  const lambdas = withSigner(site);
  for (const { distributions = [] } of site.parts)
    for (const { behaviors = [] } of distributions.filter(({ comment }) => comment === 'Web app'))
      for (const behavior of behaviors) behavior.lambdas = lambdas;
  return site;
}

function withSigner(site: Building): { event: 'origin-request'; arn: string }[] {
  const signer = anEdgeSigner({ ...site.place, versions: 2 });
  const [{ name }] = signer.lambdas;
  const { region, at } = site.place;
  const later = new Date(Date.parse(at) + 3_600_000).toISOString();
  site.add(signer, ...signer.entries);
  site.logs(
    lambdaLogs(name, { region: 'us-east-1', at: later }),
    lambdaLogs(name, { region, at: later, replicasOf: 'us-east-1' }),
  );
  return [{ event: 'origin-request', arn: signer.versionArn }];
}

export const shapes: Readonly<Record<string, (place: Place) => Shape>> = {
  'a Next.js site of 3.7': (place) => olderSite(place, 'plain'),
  'a Next.js site of 3.9': (place) => olderSite(place, 'tail'),
  'a Next.js site of 3.14': (place) => newerSite(place, 'auto'),
  'a Next.js site of 4.x': (place) => newerSite(place, 'tail'),
  'an Astro site of 3.9': astroSite,
  'a StaticSite with redirects': staticSite,
  'a Router with inline routes': inlineRouter,
  'a site with oac-with-edge-signing': signedSite,
};
