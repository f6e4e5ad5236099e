import { z } from 'zod';
import { errorBody } from '../contract/view.ts';
import type { OfficeFacts } from './app-deps.ts';
import type { Route } from './route.ts';

/** A piece of JSON Schema or of the document, as far as this file looks into it. */
export type Node = { readonly [key: string]: unknown };

export interface OpenApi {
  readonly openapi: '3.1.0';
  readonly info: Node & { readonly title: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: Node & { readonly schemas: Readonly<Record<string, unknown>> };
}

export interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  readonly parameters: readonly Parameter[];
  readonly requestBody?: Node;
  readonly responses: Readonly<Record<string, Node & { readonly description: string }>>;
  readonly security: readonly Node[];
}

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly description?: string;
  readonly schema: unknown;
}

/** The description of the API, made from the declarations that also serve it. */
export function openApiOf(routes: readonly Route[], { title, publicUrl }: OfficeFacts): OpenApi {
  const shelf = new Map<string, unknown>();
  const paths: Record<string, Record<string, Operation>> = {};
  for (const route of routes) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route, shelf) };
  }
  schemaOf(errorBody, 'output', shelf);
  return {
    openapi: '3.1.0',
    info: {
      title: `绿色通道接口说明（${title}）`,
      version: '1',
      description:
        '时刻均为1970年以来的毫秒数；日期为北京时间的 YYYY-MM-DD。提交一律用 JSON，并带请求头 X-Requested-With。',
    },
    servers: [{ url: publicUrl }],
    paths,
    components: {
      schemas: Object.fromEntries(shelf),
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: publicUrl.startsWith('https://') ? '__Host-session' : 'session',
          description: '钉钉免登后由服务器设置',
        },
      },
    },
  } as OpenApi;
}

function operationOf(route: Route, shelf: Map<string, unknown>): Operation {
  return {
    operationId: operationId(route),
    summary: route.summary,
    description: ACCESS[route.access],
    parameters: [
      ...parametersOf(route.params, 'path', shelf),
      ...parametersOf(route.query, 'query', shelf),
      ...(route.method === 'GET' ? [] : [REQUESTED_WITH]),
    ],
    ...(route.body
      ? { requestBody: { required: true, content: json(schemaOf(route.body, 'input', shelf)) } }
      : {}),
    ...(route.upload ? { requestBody: { required: true, content: FILE } } : {}),
    responses: { ...successOf(route, shelf), ...errorsOf(route) },
    security: route.access === 'everyone' ? [] : [{ session: [] }],
  };
}

const ACCESS = {
  everyone: '无须登录。',
  signedIn: '须登录；内容与操作以本人权限为准。',
  roleHolder: '须登录，仅信访机构人员和领导可用。',
  office: '须登录，仅信访机构人员可用。',
  administrator: '须登录，仅制度中负责管理的岗位可用。',
  auditor: '须登录，仅制度中负责监督的岗位可用。',
} satisfies Record<Route['access'], string>;

const FILE = { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } };

const REQUESTED_WITH: Parameter = {
  name: 'X-Requested-With',
  in: 'header',
  required: true,
  description: '任意非空值，用以防止跨站冒用',
  schema: { type: 'string' },
};

/** `post-petitions-id-acts-act` */
function operationId({ method, path }: Route): string {
  const words = path.replace(/^\/(api\/)?/, '').replaceAll(/[^\w]+/g, '-');
  return `${method.toLowerCase()}-${words}`;
}

function parametersOf(
  schema: z.ZodType | undefined,
  place: 'path' | 'query',
  shelf: Map<string, unknown>,
): readonly Parameter[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = schemaOf(schema, 'input', shelf) as {
    properties?: Record<string, Node>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    ...(typeof property.description === 'string' ? { description: property.description } : {}),
    schema: property,
  }));
}

function successOf({ answer, created, summary }: Route, shelf: Map<string, unknown>) {
  if (answer === null) return { 204: { description: summary } };
  const content =
    typeof answer === 'string'
      ? { [answer]: { schema: answer === 'application/json' ? {} : { type: 'string' } } }
      : json(schemaOf(answer, 'output', shelf));
  return { [created ? 201 : 200]: { description: summary, content } };
}

/** The errors that a caller of this route has to reckon with. */
function errorsOf(route: Route) {
  const statuses = [
    ...(route.params || route.query || route.body ? [400] : []),
    ...(route.access === 'everyone' ? [] : [401]),
    ...(route.access === 'office' || route.method !== 'GET' ? [403] : []),
    ...(route.params ? [404] : []),
    ...(route.rate === 'writes' ? [409, 413, 415, 422] : []),
    ...(route.rate ? [429] : []),
    500,
    ...(route.rate === 'logins' && route.body ? [502] : []),
  ];
  const error = json({ $ref: '#/components/schemas/Error' });
  return Object.fromEntries(
    statuses.map((status) => [
      status,
      { description: STATUS_TEXTS[status] ?? '错误', content: error },
    ]),
  );
}

const STATUS_TEXTS: Readonly<Record<number, string>> = {
  400: '填写不正确，details 列出每一处',
  401: '未登录或登录已过期',
  403: '没有权限，或疑似跨站冒用',
  404: '没有，或无权查看',
  409: '与现状冲突：已被他人先办、环节不符或条件不具备',
  413: '内容超过 1 MB',
  415: '不是 JSON',
  422: '内容与规则不符',
  429: '过于频繁，Retry-After 秒后再试',
  500: '系统内部出错，没有记录',
  502: '钉钉没有正常应答',
};

function json(schema: unknown): Node {
  return { 'application/json': { schema } };
}

/** JSON Schema with everything named put on the shelf of components. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output', shelf: Map<string, unknown>): unknown {
  const {
    $schema: _,
    $defs = {},
    ...own
  } = onComponents(z.toJSONSchema(schema, { io, unrepresentable: 'any' })) as Node & {
    $defs?: Record<string, unknown>;
  };
  for (const [name, definition] of Object.entries($defs)) shelf.set(name, withoutId(definition));
  const id = schema.meta()?.id;
  if (id === undefined) return own;
  shelf.set(id, withoutId(own));
  return { $ref: `#/components/schemas/${id}` };
}

function withoutId(definition: unknown): unknown {
  const { id: _, ...rest } = definition as Node;
  return rest;
}

function onComponents(schema: unknown): unknown {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/$defs/', '"#/components/schemas/'));
}
