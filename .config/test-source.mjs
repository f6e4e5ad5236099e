import ts from 'typescript';

const runners = new Set(['it', 'test']);
const groups = new Set(['describe', 'suite']);
export const silencers = new Set(['skip', 'only', 'todo', 'skipIf', 'runIf', 'fails']);
const modifiers = new Set([...silencers, 'each', 'for', 'concurrent', 'sequential']);

export function parse(file, text) {
  return ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
}

export function* descendants(node) {
  const children = [];
  ts.forEachChild(node, (child) => void children.push(child));
  for (const child of children) {
    yield child;
    yield* descendants(child);
  }
}

export function* calls(node) {
  for (const each of [node, ...descendants(node)]) if (ts.isCallExpression(each)) yield each;
}

/** Every `it(…)`, `it.each(…)(…)`, `describe(…)` with the titles of the groups around it. */
export function* blocks(node, path = []) {
  const block = ts.isCallExpression(node) ? blockOf(node) : undefined;
  const named = block ? [...path, block.title] : path;
  if (block) yield { ...block, node, name: named.join(' > ') };
  const children = [];
  ts.forEachChild(node, (child) => void children.push(child));
  for (const child of children) yield* blocks(child, named);
}

function blockOf(call) {
  const { root, members } = unwound(call.expression);
  const isTest = runners.has(root);
  if (!(isTest || groups.has(root)) || !members.every((each) => modifiers.has(each))) return;
  // The inner call of `it.each(table)(title, body)` comes by again as part of the outer one.
  if (ts.isCallExpression(call.parent) && call.parent.expression === call) return;
  const [title, ...rest] = call.arguments;
  const options = rest.filter(ts.isObjectLiteralExpression).flatMap((each) => [...each.properties]);
  return {
    isTest,
    title: title?.getText() ?? '',
    modifiers: [...members, ...options.map((option) => option.name?.getText())],
    body: rest.find((each) => isFunction(each) || ts.isIdentifier(each)),
  };
}

/** `it.each(table)` → root `it`, members `each`. */
export function unwound(callee) {
  if (ts.isIdentifier(callee)) return { root: callee.text, members: [] };
  if (ts.isCallExpression(callee)) return unwound(callee.expression);
  if (ts.isTaggedTemplateExpression(callee)) return unwound(callee.tag);
  if (!ts.isPropertyAccessExpression(callee)) return { root: '', members: [] };
  const { root, members } = unwound(callee.expression);
  return { root, members: [...members, callee.name.text] };
}

/** The bodies of the functions a file names, so that a test may expect through one of them. */
export function namedFunctions(source) {
  const bodies = new Map();
  for (const node of descendants(source)) {
    if (ts.isFunctionDeclaration(node) && node.name) bodies.set(node.name.text, node.body);
    if (ts.isVariableDeclaration(node) && node.initializer && isFunction(node.initializer)) {
      bodies.set(node.name.getText(), node.initializer.body);
    }
  }
  return bodies;
}

function isFunction(node) {
  return ts.isArrowFunction(node) || ts.isFunctionExpression(node);
}
