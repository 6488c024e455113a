import type { AccountData, ParameterData } from './account.ts';
import {
  jsonOnly,
  listIn,
  numberIn,
  requiredText,
  textIn,
  type JsonApi,
  type JsonCall,
  type JsonInput,
} from './json-protocol.ts';
import { by, pageOf } from './paging.ts';
import { taggedRows, type Environment, type Service } from './service.ts';
import { Refusal } from './wire.ts';

interface Parameter {
  readonly name: string;
  readonly region: string;
  readonly type: 'String' | 'SecureString';
  value: string;
  modifiedAt: number;
  version: number;
  readonly tags: Readonly<Record<string, string>> | undefined;
}

const mostPerPage = 10;
const mostDescribed = 50;

/** A filter of `DescribeParameters` by `Name` or `Path`; others are refused as AWS refuses unknown keys. */
function filterOf(filter: unknown): (name: string) => boolean {
  const { Key: key, Option: option, Values: values } = filter as Record<string, unknown>;
  const wanted = Array.isArray(values) ? values.map(String) : [];
  if (key === 'Name') {
    return (name) =>
      wanted.some((value) => (option === 'BeginsWith' ? name.startsWith(value) : name === value));
  }
  if (key !== 'Path')
    throw new Refusal(400, 'InvalidFilterKey', `The filter key ${String(key)} is not valid.`);
  return (name) =>
    wanted.some((value) => {
      const path = `${value.replace(/\/$/, '')}/`;
      if (!name.startsWith(path)) return false;
      return option === 'Recursive' || !name.slice(path.length).includes('/');
    });
}

/** Systems Manager's parameters, by region. */
export function createSsmService(data: AccountData, environment: Environment): Service {
  const { account, clock } = environment;
  const parameters = new Map<string, Parameter>();
  for (const given of data.ssm?.parameters ?? []) {
    parameters.set(`${given.region}:${given.name}`, seedParameter(given, environment));
  }

  const find = (region: string, name: string) => parameters.get(`${region}:${name}`) ?? null;
  const arnOf = ({ region, name }: Parameter) =>
    `arn:aws:ssm:${region}:${account}:parameter/${name.replace(/^\//, '')}`;
  const row = (parameter: Parameter, input: JsonInput) => ({
    ARN: arnOf(parameter),
    DataType: 'text',
    LastModifiedDate: parameter.modifiedAt / 1000,
    Name: parameter.name,
    Type: parameter.type,
    Value: valueOf(parameter, input['WithDecryption'] === true),
    Version: parameter.version,
  });

  function getParameter({ input, region }: JsonCall): object {
    const found = find(region, requiredText(input, 'Name'));
    // AWS gives no message with this one.
    if (!found) throw new Refusal(400, 'ParameterNotFound', '');
    return { Parameter: row(found, input) };
  }

  function getParameters({ input, region }: JsonCall): object {
    const names = [...new Set(listIn(input, 'Names').map(String))];
    if (names.length > mostPerPage) {
      throw new Refusal(
        400,
        'ValidationException',
        `1 validation error detected: Value at 'names' failed to satisfy constraint: Member must have length less than or equal to ${mostPerPage}`,
      );
    }
    return {
      InvalidParameters: names.filter((name) => !find(region, name)),
      Parameters: names.flatMap((name) => {
        const found = find(region, name);
        return found ? [row(found, input)] : [];
      }),
    };
  }

  /** A page may be short or even empty while a token says that there is more. */
  function getParametersByPath({ input, region, strikes }: JsonCall): object {
    const path = `${requiredText(input, 'Path').replace(/\/$/, '')}/`;
    if (!path.startsWith('/')) {
      throw new Refusal(400, 'ValidationException', 'The parameter path must begin with a slash.');
    }
    const isDeep = input['Recursive'] === true;
    const below = [...parameters.values()]
      .filter((each) => each.region === region && each.name.startsWith(path))
      .filter(({ name }) => isDeep || !name.slice(path.length).includes('/'));
    const page = paged({ input, strikes }, below, mostPerPage);
    return { NextToken: page.nextToken, Parameters: page.items.map((each) => row(each, input)) };
  }

  /** Names, types and times, never a value. `Path` finds what lies below it; `BeginsWith` any name. */
  function describeParameters({ input, region, strikes }: JsonCall): object {
    const filters = listIn(input, 'ParameterFilters').map(filterOf);
    const found = [...parameters.values()].filter(
      (each) => each.region === region && filters.every((matches) => matches(each.name)),
    );
    const page = paged({ input, strikes }, found, mostDescribed);
    const rows = page.items.map((each) => {
      const { Value: _value, ...described } = row(each, {});
      return { ...described, Tier: 'Standard' };
    });
    return { NextToken: page.nextToken, Parameters: rows };
  }

  function putParameter({ input, region }: JsonCall): object {
    const name = requiredText(input, 'Name');
    const value = requiredText(input, 'Value');
    const existing = find(region, name);
    if (existing && input['Overwrite'] !== true) {
      throw new Refusal(
        400,
        'ParameterAlreadyExists',
        'The parameter already exists. To overwrite this value, set the overwrite option in the request to true.',
      );
    }
    const modifiedAt = clock.now().getTime();
    if (existing) Object.assign(existing, { value, modifiedAt, version: existing.version + 1 });
    else {
      const type = textIn(input, 'Type') === 'SecureString' ? 'SecureString' : 'String';
      const tags = undefined;
      parameters.set(`${region}:${name}`, {
        name,
        region,
        type,
        value,
        modifiedAt,
        version: 1,
        tags,
      });
    }
    return { Tier: 'Standard', Version: existing?.version ?? 1 };
  }

  const name = (input: JsonInput) => textIn(input, 'Name') ?? null;
  const apis: Readonly<Record<string, JsonApi>> = {
    GetParameter: { target: name, answer: getParameter },
    GetParameters: { answer: getParameters },
    GetParametersByPath: {
      target: (input) => textIn(input, 'Path') ?? null,
      answer: getParametersByPath,
    },
    DescribeParameters: { answer: describeParameters },
    PutParameter: { target: name, writes: true, answer: putParameter },
  };
  const service = {
    signingName: 'ssm',
    name: 'SSM',
    actions: 'ssm',
    targetPrefix: 'AmazonSSM',
    version: '1.1',
    apis,
  } as const;
  return jsonOnly(service, {
    tagged: (region) =>
      taggedRows(
        [...parameters.values()].filter((each) => each.region === region),
        arnOf,
      ),
    snapshot: () =>
      data.ssm || parameters.size > 0
        ? { ssm: { parameters: [...parameters.values()].map(parameterData) } }
        : {},
  });
}

function paged(
  { input, strikes }: Pick<JsonCall, 'input' | 'strikes'>,
  parameters: readonly Parameter[],
  most: number,
) {
  const keyOf = ({ name }: Parameter) => name;
  return pageOf(parameters.toSorted(by(keyOf)), {
    token: textIn(input, 'NextToken'),
    limit: Math.min(numberIn(input, 'MaxResults') ?? most, most),
    keyOf,
    strikes,
    invalidToken: 'InvalidNextToken',
  });
}

/** Without decryption a secure value is told as it is kept: encrypted. */
function valueOf({ type, value, name }: Parameter, decrypts: boolean): string {
  if (type === 'String' || decrypts) return value;
  return Buffer.from(`encrypted ${name}`).toString('base64');
}

function seedParameter(
  { name, region, value, type, modifiedAt, version, tags }: ParameterData,
  environment: Pick<Environment, 'time'>,
): Parameter {
  return {
    name,
    region,
    value,
    type: type ?? 'String',
    modifiedAt: environment.time(modifiedAt).getTime(),
    version: version ?? 1,
    tags,
  };
}

function parameterData({ modifiedAt, tags, ...rest }: Parameter): ParameterData {
  return { ...rest, modifiedAt: new Date(modifiedAt).toISOString(), ...(tags && { tags }) };
}
