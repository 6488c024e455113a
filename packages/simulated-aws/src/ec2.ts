import type { AccountData } from './account.ts';
import {
  queryOperation,
  type Form,
  type QueryCall,
  type QueryDocuments,
  type QueryService,
} from './query-protocol.ts';
import { allRegions, type AwsRegion } from './regions.ts';
import type { Environment, Service } from './service.ts';
import { Refusal, type WireResponse } from './wire.ts';
import { elements, xmlDocument } from './xml.ts';

const namespace = 'http://ec2.amazonaws.com/doc/2016-11-15/';

/** EC2 API, "Making API requests": no element around the result, and errors in a list. */
const documents: QueryDocuments = {
  answer: (action, result) =>
    xmlReply(
      200,
      xmlDocument(`${action}Response`, elements({ requestId: 'simulated', ...result }), {
        xmlns: namespace,
      }),
    ),
  error: ({ status, code, message, headers }) =>
    xmlReply(
      status,
      xmlDocument(
        'Response',
        elements({
          Errors: { Error: { Code: code, Message: message } },
          RequestID: headers?.['x-amzn-requestid'] ?? 'simulated',
        }),
      ),
      headers,
    ),
};

function xmlReply(
  status: number,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): WireResponse {
  return { status, headers: { ...headers, 'content-type': 'text/xml' }, body };
}

/** EC2: nothing but which regions there are, which other tools ask before anything else. */
export function createEc2Service(_data: AccountData, _environment: Environment): Service {
  const service: QueryService = {
    name: 'EC2',
    actions: 'ec2',
    namespace,
    documents,
    apis: { DescribeRegions: { answer: describeRegions } },
  };
  return {
    signingName: 'ec2',
    route: (request, region) => queryOperation(service, request, region),
    tagged: () => [],
    snapshot: () => ({}),
  };
}

function describeRegions({ form }: QueryCall) {
  const names = valuesOf(form, 'RegionName');
  const unknown = names.filter((name) => !allRegions.some((region) => region.name === name));
  if (unknown.length > 0) throw invalid(`Invalid region(s): ${unknown.join(', ')}`);
  const everywhere = form.get('AllRegions') === 'true';
  const regions = allRegions
    .filter((region) => everywhere || !region.optIn)
    .filter(({ name }) => names.length === 0 || names.includes(name))
    .filter((region) => filtersOf(form).every((filter) => filter(region)));
  return { regionInfo: { item: regions.map(rowOf) } };
}

function rowOf({ name, optIn }: AwsRegion) {
  return {
    regionName: name,
    regionEndpoint: `ec2.${name}.amazonaws.com`,
    optInStatus: optIn ? 'not-opted-in' : 'opt-in-not-required',
  };
}

const filters: ReadonlyMap<string, keyof ReturnType<typeof rowOf>> = new Map([
  ['region-name', 'regionName'],
  ['endpoint', 'regionEndpoint'],
  ['opt-in-status', 'optInStatus'],
]);

/** `Filter.1.Name=opt-in-status&Filter.1.Value.1=opted-in&Filter.1.Value.2=…`: all must hold. */
function filtersOf(form: Form): ((region: AwsRegion) => boolean)[] {
  const found: ((region: AwsRegion) => boolean)[] = [];
  for (let index = 1; form.has(`Filter.${index}.Name`); index += 1) {
    const name = form.get(`Filter.${index}.Name`) ?? '';
    const field = filters.get(name);
    if (!field) throw invalid(`The filter '${name}' is invalid`);
    const values = valuesOf(form, `Filter.${index}.Value`);
    found.push((region) => values.includes(rowOf(region)[field]));
  }
  return found;
}

/** A list in EC2's forms: `RegionName.1`, `RegionName.2`, … */
function valuesOf(form: Form, name: string): readonly string[] {
  const values: string[] = [];
  for (let index = 1; form.has(`${name}.${index}`); index += 1)
    values.push(form.get(`${name}.${index}`) ?? '');
  return values;
}

function invalid(message: string): Refusal {
  return new Refusal(400, 'InvalidParameterValue', message);
}
