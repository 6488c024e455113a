import { type AccountBuilder, anAccount } from '../../account/account.ts';
import type { Entry } from '../../account/checkpoint.ts';
import { aSite, aUserBucket, anEdgeSigner } from '../../account/sites.ts';

/** What nothing that the tool writes may hold, each by the place where it was planted. */
export class Secrets {
  readonly #planted = new Map<string, string>();

  /** A secret that is found again wherever it goes. */
  plant(where: string): string {
    const number = String(this.#planted.size).padStart(3, '0');
    const secret = `PLANTED${number}zq9x7kS3cr3t${number}`;
    this.#planted.set(where, secret);
    return secret;
  }

  /** What the simulated account makes by itself. */
  plantedAlready(where: string, secret: string): void {
    this.#planted.set(where, secret);
  }

  /** The places whose secrets stand in a text, as they are, in base64, in hexadecimal or escaped. */
  in(text: string): readonly string[] {
    return [...this.#planted].flatMap(([where, secret]) =>
      forms(secret).some((form) => text.includes(form)) ? [where] : [],
    );
  }
}

function forms(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  // The middle of a longer base64 text, at each of the three offsets.
  const within = [0, 1, 2].map((offset) =>
    Buffer.concat([Buffer.alloc(offset, 0x20), bytes])
      .toString('base64')
      .slice(4, -4),
  );
  return [secret, bytes.toString('hex'), ...within];
}

export interface PlantedAccount {
  readonly account: AccountBuilder;
  readonly secrets: Secrets;
  /** Stand in function code, which the backup holds on purpose. */
  readonly code: string;
  readonly leftovers: readonly string[];
  readonly live: string;
}

const damages = ['cut', 'version', 'html', 'types'] as const;

/** Live, removed, failed and damaged stages, with a secret in every place that state and AWS have for one. */
export function aPlantedAccount(errors: 'with errors' | 'without errors'): PlantedAccount {
  const account = anAccount();
  const secrets = new Secrets();
  const home = account.home();
  // Whoever has the address of a package may read it for ten minutes.
  secrets.plantedAlready('signed address of a package', 'X-Amz-Credential');
  const at = account.ago({ days: 20 });
  const sites = ['prod', 'pr-1', 'pr-2', ...damages].map((stage) => {
    const site = aSite({ app: 'acme', stage, at });
    const signer = anEdgeSigner({ app: 'acme', stage, at });
    const uploads = aUserBucket({ app: 'acme', stage, at });
    const [lambda] = signer.lambdas;
    lambda.environment = {
      SST_RESOURCE_App: JSON.stringify({ name: 'acme', stage }),
      SST_RESOURCE_Stripe: JSON.stringify({ value: secrets.plant(`environment of ${stage}`) }),
      DATABASE_URL: `postgres://u:${secrets.plant(`address in the environment of ${stage}`)}@h/d`,
    };
    const [distribution] = site.distributions;
    distribution.config = withHeader(secrets.plant(`origin header of ${stage}`));
    account.with(site, signer, uploads);
    const own = [...site.entries, ...signer.entries, ...uploads.entries];
    return { stage, site, entries: [...own, ...secretEntries(stage, secrets)] };
  });
  for (const { stage, entries } of sites) {
    const failure = [
      { urn: 'urn', message: `it failed with ${secrets.plant(`update record of ${stage}`)}` },
    ];
    const builder = home.stage('acme', stage).deploy(account.ago({ days: 21 }), []);
    builder.deploy(at, entries, errors === 'with errors' ? { errors: failure } : {});
    if (stage !== 'prod') builder.remove(account.ago({ days: 3 }));
  }
  const objects = (home.bucket.objects ??= []);
  for (const damage of damages) {
    const body = damaged(damage, secrets.plant(`damaged checkpoint (${damage})`));
    objects.push({ key: `app/acme/${damage}.json`, at: account.ago({ days: 22 }), body });
  }
  const locked = { created: at, command: 'deploy', run: secrets.plant('lock') };
  objects.push({ key: 'lock/acme/pr-2.json', at: account.ago({ days: 1 }), body: locked });
  for (const key of ['secret/acme/_fallback.json', 'secret/acme/pr-1.json', 'eventlog/acme/x.json'])
    objects.push({ key, at, body: { Stripe: secrets.plant(key) } });
  account.data.ssm?.parameters.push({
    name: '/sst/passphrase/acme/pr-1',
    region: 'us-east-1',
    type: 'SecureString',
    value: secrets.plant('passphrase'),
  });
  account.with({
    stacks: [
      {
        name: 'pr-9-acme-Site',
        region: 'us-east-1',
        status: 'DELETE_COMPLETE',
        createdAt: account.ago({ days: 40 }),
        deletedAt: account.ago({ days: 30 }),
        tags: { 'sst:app': 'acme', 'sst:stage': 'pr-9' },
        parameters: { Password: secrets.plant('parameter of a stack') },
        outputs: { Token: secrets.plant('output of a stack') },
      },
    ],
  });
  const code = 'PLANTED-in-the-code';
  for (const { site } of sites) {
    site.functions[0].code = `// ${code}\nfunction handler(event) { return event.request; }`;
  }
  const gone = sites.find(({ stage }) => stage === 'pr-1')?.site;
  const live = sites.find(({ stage }) => stage === 'prod')?.site;
  if (!gone || !live) throw new Error('The stages are missing.');
  const leftovers = [gone.distributions[0].id, gone.functions[0].name, gone.buckets[0].name];
  return { account, secrets, code, leftovers, live: live.distributions[0].id };
}

/** Headers that CloudFront adds for an origin are how people lock it. */
function withHeader(secret: string): Record<string, unknown> {
  const header = { HeaderName: 'x-origin-verify', HeaderValue: secret };
  const origin = {
    Id: 'default',
    DomainName: 'placeholder.sst.dev',
    OriginPath: '',
    CustomHeaders: { Quantity: 1, Items: [header] },
    CustomOriginConfig: {
      HTTPPort: 80,
      HTTPSPort: 443,
      OriginProtocolPolicy: 'https-only',
      OriginSslProtocols: { Quantity: 1, Items: ['TLSv1.2'] },
      OriginReadTimeout: 30,
      OriginKeepaliveTimeout: 5,
    },
  };
  return { Origins: { Quantity: 1, Items: [origin] } };
}

/** Pulumi's secrets are ciphertexts; what SST's own components and people's dynamic resources keep is not. */
function secretEntries(stage: string, secrets: Secrets): readonly Entry[] {
  const plant = (where: string) => secrets.plant(`${where} of ${stage}`);
  return [
    {
      type: 'sst:sst:Secret',
      name: 'Stripe',
      id: `stripe-${stage}`,
      inputs: { value: plant('input') },
      outputs: { value: plant('output') },
    },
    {
      type: 'aws:lambda/function:Function',
      name: 'Api',
      id: `api-${stage}`,
      inputs: { environment: { variables: { KEY: plant('function environment in the state') } } },
      outputs: { json: JSON.stringify({ nested: JSON.stringify({ key: plant('nested JSON') }) }) },
    },
    {
      type: 'aws:rds/cluster:Cluster',
      name: plant('logical name'),
      id: `db-${plant('id')}`,
      outputs: { password: { '4dabf18193072939515e22adb298388d': plant('marked secret') } },
    },
  ];
}

function damaged(damage: (typeof damages)[number], secret: string): string {
  const state = JSON.stringify({
    version: damage === 'version' ? secret : 3,
    checkpoint: { latest: { resources: [{ urn: secret, type: 7, id: secret }] } },
  });
  if (damage === 'cut') return state.slice(0, state.lastIndexOf(secret) + secret.length);
  return damage === 'html' ? `<html>${secret}</html>` : state;
}
