import { createRequire } from 'node:module';

/**
 * The vendor's clients, each loaded with its first call: one takes a tenth of a second and 24 MB that
 * start-up need not spend.
 */
export interface Sdk {
  readonly runtime: InstanceType<RuntimeModule['RuntimeOptions']>;
  oauth(): Loaded<OauthModule>;
  robot(): Loaded<RobotModule>;
  card(): Loaded<CardModule>;
  todo(): Loaded<ToDoModule>;
  workflow(): Loaded<WorkflowModule>;
}

/** A client, and the module its requests and headers are made from. */
export interface Loaded<Module extends ClientModule> {
  readonly module: Module;
  readonly client: InstanceType<Module['default']>;
}

/**
 * Only the deep paths load at all, and without a protocol the SDK would speak plain HTTP. It is required,
 * not imported: loaders disagree about where a CommonJS default export goes.
 */
export function loadSdk(apiBase: string, timeoutMs: number): Sdk {
  const { Config }: ConfigModule = require('@alicloud/openapi-client');
  const { RuntimeOptions }: RuntimeModule = require('@alicloud/tea-util');
  const [protocol = 'https', endpoint = ''] = apiBase.split('://');
  const config = new Config({ protocol, regionId: 'central', endpoint });

  function lazily<Module extends ClientModule>(path: string): () => Loaded<Module> {
    let loaded: Loaded<Module> | null = null;
    return () => {
      if (loaded) return loaded;
      const module: Module = require(`@alicloud/dingtalk/dist/${path}/client.js`);
      const client = new module.default(config) as InstanceType<Module['default']>;
      tellOfBan(client);
      loaded = { module, client };
      return loaded;
    };
  }

  return {
    runtime: new RuntimeOptions({
      connectTimeout: timeoutMs,
      readTimeout: timeoutMs,
      autoretry: false,
    }),
    oauth: lazily<OauthModule>('oauth2_1_0'),
    robot: lazily<RobotModule>('robot_1_0'),
    card: lazily<CardModule>('card_1_0'),
    todo: lazily<ToDoModule>('todo_1_0'),
    workflow: lazily<WorkflowModule>('workflow_1_0'),
  };
}

/** The SDK drops every field it does not expect, and with them the page a banned address is shown. */
function tellOfBan(client: object): void {
  const executing = client as { execute(...given: readonly unknown[]): Promise<ExecutedCall> };
  const execute = executing.execute.bind(client);
  executing.execute = async (...given) => {
    const answer = await execute(...given);
    if (answer.body?.status !== BANNED) return answer;
    throw Object.assign(new Error('banned'), { code: 'addressBanned', data: { statusCode: 200 } });
  };
}

interface ExecutedCall {
  readonly body?: { readonly status?: unknown };
}

const BANNED = 1111;

const require = createRequire(import.meta.url);

type OauthModule = typeof import('@alicloud/dingtalk/dist/oauth2_1_0/client.js');
type RobotModule = typeof import('@alicloud/dingtalk/dist/robot_1_0/client.js');
type CardModule = typeof import('@alicloud/dingtalk/dist/card_1_0/client.js');
type ToDoModule = typeof import('@alicloud/dingtalk/dist/todo_1_0/client.js');
type WorkflowModule = typeof import('@alicloud/dingtalk/dist/workflow_1_0/client.js');
type ConfigModule = typeof import('@alicloud/openapi-client');
type RuntimeModule = typeof import('@alicloud/tea-util');

interface ClientModule {
  readonly default: new (config: InstanceType<ConfigModule['Config']>) => object;
}
