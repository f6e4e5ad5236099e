import ts from 'typescript';
import {
  blocks,
  calls,
  descendants,
  namedFunctions,
  parse,
  silencers,
  unwound,
} from './test-source.mjs';

const sleeping = 'a test does not sleep: wait for what should happen (expect.poll)';

/** What is wrong with one test file, one sentence per fault, each with its line. */
export function faultsOfTest(file, text) {
  const source = parse(file, text);
  const found = [...blocks(source)];
  const tests = found.filter(({ isTest }) => isTest);
  const faults = [
    ...found.flatMap(silenced),
    ...duplicates(tests),
    ...hollow(tests, namedFunctions(source)),
    ...faultsOfAny(source),
  ];
  return [
    ...(tests.length === 0 ? [`${file}: holds no test`] : []),
    ...faults.map(([node, sentence]) => at(source, node, sentence)),
  ];
}

/** What is wrong with a file that tests lean on. */
export function faultsOfSupport(file, text) {
  const source = parse(file, text);
  return [...faultsOfAny(source)].map(([node, sentence]) => at(source, node, sentence));
}

function silenced({ node, title, modifiers }) {
  return modifiers
    .filter((modifier) => silencers.has(modifier))
    .map((modifier) => [node, `${title} is marked ${modifier}: it does not run as written`]);
}

function duplicates(tests) {
  return tests
    .filter(({ name }, index) => tests.findIndex((other) => other.name === name) < index)
    .map(({ node, title }) => [node, `two tests are named ${title}`]);
}

function hollow(tests, functions) {
  return tests
    .filter(({ body }) => !(body && expects(body, functions, new Set())))
    .map(({ node, title }) => [node, `${title} expects nothing`]);
}

/** Whether a body expects something itself, or through a function of the same file. */
function expects(body, functions, visited) {
  for (const node of [body, ...descendants(body)]) {
    if (ts.isCallExpression(node) && isExpectation(node)) return true;
    const named = ts.isIdentifier(node) ? functions.get(node.text) : undefined;
    if (!named || visited.has(named)) continue;
    visited.add(named);
    if (expects(named, functions, visited)) return true;
  }
  return false;
}

function isExpectation(call) {
  const { root, members } = unwound(call.expression);
  return [root, ...members].some((name) => /^(expect|assert)(?![a-z])/.test(name));
}

function* faultsOfAny(source) {
  yield* source.statements
    .filter((each) => /^import\b.*['"](node:)?timers/s.test(each.getText()))
    .map((each) => [each, sleeping]);
  for (const call of calls(source)) {
    const callee = call.expression.getText();
    if (/^(xit|xtest|xdescribe|fit|fdescribe)$/.test(callee)) {
      yield [call, `${callee}: a test that does not run as written`];
    }
    if (/\.waitForTimeout$/.test(callee) || isSleep(call)) yield [call, sleeping];
    if (/^vi\.(mock|doMock|useFakeTimers|setSystemTime)$/.test(callee)) {
      yield [call, `${callee}: time is passed in, and our own modules are real`];
    }
    if (callee === 'expect') yield* idle(call);
  }
}

/** An expectation that cannot fail: of a constant, or without a matcher. */
function* idle(call) {
  const [subject] = call.arguments;
  if (subject && isConstant(subject)) yield [call, `${call.getText()} examines a constant`];
  if (ts.isExpressionStatement(call.parent)) yield [call, 'expect without a matcher'];
}

function isConstant({ kind }) {
  const { TrueKeyword, FalseKeyword, NullKeyword } = ts.SyntaxKind;
  return (
    [TrueKeyword, FalseKeyword, NullKeyword].includes(kind) ||
    (kind >= ts.SyntaxKind.FirstLiteralToken && kind <= ts.SyntaxKind.LastLiteralToken)
  );
}

/** A timer that resolves a promise; a timer that guards one from outside is not a sleep. */
function isSleep(call) {
  if (!/(^|\.)setTimeout$/.test(call.expression.getText())) return false;
  const made = ts.findAncestor(call, ts.isNewExpression);
  return made?.expression.getText() === 'Promise';
}

function at(source, node, sentence) {
  const { line } = source.getLineAndCharacterOfPosition(node.getStart());
  return `${source.fileName}:${line + 1}: ${sentence}`;
}
