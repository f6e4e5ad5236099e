import type { Node, OpenApi, Operation } from './openapi.ts';

/** The description of the API as a page for people: no script, no style but our own. */
export function docsPage({ info, paths, components }: OpenApi): string {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(info.title)}</title>
<link rel="stylesheet" href="docs.css">
</head>
<body>
<h1>${escaped(info.title)}</h1>
<p>${escaped(String(info.description))} 机器可读的版本：<a href="openapi.json">openapi.json</a></p>
<nav><ul>${operations
    .map(
      ({ path, method, operation }) =>
        `<li><a href="#${operation.operationId}"><code>${method.toUpperCase()} ${escaped(path)}</code></a> ${escaped(operation.summary)}</li>`,
    )
    .join('\n')}</ul></nav>
${operations.map(({ path, method, operation }) => section(path, method, operation)).join('\n')}
<h2>数据结构</h2>
${Object.entries(components.schemas)
  .map(
    ([name, schema]) =>
      `<section id="${name}"><h3>${name}</h3>${description(schema)}<pre>${linked(schema)}</pre></section>`,
  )
  .join('\n')}
</body>
</html>
`;
}

export const docsStyle = `body { max-width: 60rem; margin: 0 auto; padding: 1rem; font: 1rem/1.6 system-ui, sans-serif; color: #1f2329; background: #fff; }
h1 { font-size: 1.5rem; }
h2 { margin-top: 2.5rem; border-bottom: 1px solid #d8dade; }
section { margin-top: 2rem; }
code, pre { font-family: ui-monospace, monospace; font-size: .875rem; }
pre { overflow-x: auto; padding: .75rem; background: #f5f6f8; border-radius: .5rem; }
table { border-collapse: collapse; }
th, td { padding: .25rem .75rem; border: 1px solid #d8dade; text-align: left; vertical-align: top; }
@media (prefers-color-scheme: dark) { body { color: #e6e6e6; background: #1b1c1f; } pre { background: #26282c; } a { color: #7fb2ff; } th, td, h2 { border-color: #44474d; } }
`;

function section(path: string, method: string, operation: Operation): string {
  const { parameters, requestBody, responses } = operation;
  return `<section id="${operation.operationId}">
<h2>${escaped(operation.summary)}</h2>
<p><code>${method.toUpperCase()} ${escaped(path)}</code></p>
<p>${escaped(operation.description)}</p>
${
  parameters.length === 0
    ? ''
    : `<table><tr><th>参数</th><th>位置</th><th>必填</th><th>说明</th></tr>${parameters
        .map(
          (parameter) =>
            `<tr><td><code>${escaped(parameter.name)}</code></td><td>${PLACES[parameter.in]}</td><td>${parameter.required ? '是' : '否'}</td><td>${escaped(parameter.description ?? '')}</td></tr>`,
        )
        .join('')}</table>`
}
${requestBody ? `<h3>提交内容</h3><pre>${linked(schemaIn(requestBody))}</pre>` : ''}
<table><tr><th>状态</th><th>含义</th><th>内容</th></tr>${Object.entries(responses)
    .map(
      ([status, response]) =>
        `<tr><td>${status}</td><td>${escaped(response.description)}</td><td><code>${linked(schemaIn(response))}</code></td></tr>`,
    )
    .join('')}</table>
</section>`;
}

const PLACES = { path: '地址', query: '查询', header: '请求头' } as const;

function description(schema: unknown): string {
  const text = (schema as Node).description;
  return typeof text === 'string' ? `<p>${escaped(text)}</p>` : '';
}

function schemaIn({ content }: Node): unknown {
  const [media] = Object.values((content ?? {}) as Readonly<Record<string, Node>>);
  return media?.schema ?? {};
}

/** A reference alone becomes a link, within a larger schema as well. */
function linked(schema: unknown): string {
  const text = escaped(JSON.stringify(schema, null, 2));
  return text.replaceAll(
    /\{\s*&quot;\$ref&quot;: &quot;#\/components\/schemas\/(\w+)&quot;\s*\}/g,
    '<a href="#$1">$1</a>',
  );
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
