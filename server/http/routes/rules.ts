import {
  ruleBook,
  ruleChangeBody,
  ruleChanged,
  rulePreview,
  rulePreviewBody,
} from '../../contract/rules.ts';
import { holdsRight } from '../../domain/access.ts';
import type { StaffMember } from '../../domain/directory.ts';
import type { Failure } from '../failures.ts';
import { findVisible } from '../files.ts';
import { type Route, route, type Scene } from '../route.ts';
import { digestOf, type PlannedPetition, planRules, type RulePlan } from '../rule-plan.ts';
import { ruleBookView, rulePreviewView } from '../views/rules.ts';

const showRules = route(
  {
    method: 'GET',
    path: '/api/regimes/changes',
    summary: '制度现行版本、条文疑义的处理及已签名启用的变更',
    access: 'roleHolder',
    rate: 'reads',
    answer: ruleBook,
  },
  async ({ person }, scene) => {
    const { store } = scene.deps;
    const changes = await store.ruleChanges();
    const handwriting = await Promise.all(
      changes.map(
        async ({ id, handwriting }) => [id, await store.handwriting(handwriting)] as const,
      ),
    );
    const mayChange = holdsRight(person, scene.regime, 'administers');
    return {
      status: 200,
      body: ruleBookView(changes, new Map(handwriting), mayChange, scene),
    };
  },
);

const previewRules = route(
  {
    method: 'POST',
    path: '/api/regimes/preview',
    summary: '制度试算：哪些在办件的时限将变动（不写入）',
    access: 'administrator',
    rate: 'writes',
    body: rulePreviewBody,
    answer: rulePreview,
  },
  async ({ body: { change, reach }, person }, scene) => {
    const plan = await planRules(change, reach, scene);
    if (!plan.ok) return { failure: notSound(plan.refusal) };
    const shown = await shownTo(person, plan.value, scene);
    return { status: 200, body: rulePreviewView(plan.value, reach, shown, scene) };
  },
);

const applyRules = route(
  {
    method: 'POST',
    path: '/api/regimes/changes',
    summary: '签名启用制度变更：只写入试算列出的时限变动',
    access: 'administrator',
    rate: 'writes',
    body: ruleChangeBody,
    answer: ruleChanged,
  },
  async ({ body, person }, scene) => {
    const { deps, now } = scene;
    const { commandId, change, reach, digest, reason, handwriting } = body;
    const before = await recorded(commandId, scene);
    if (before) return { status: 200, body: before };
    const plan = await planRules(change, reach, scene);
    if (!plan.ok) return { failure: notSound(plan.refusal) };
    const { regime, what, petitions } = plan.value;
    const shown = await shownTo(person, plan.value, scene);
    if (digestOf(plan.value, reach, shown) !== digest) return { failure: OUTDATED };
    const going = petitions.filter(({ lacking }) => reach === 'open' && lacking === undefined);
    await deps.store.recordRuleChange(
      {
        commandId,
        by: person.id,
        regime,
        what,
        reach,
        reason,
        handwriting,
        petitions: going.map(({ petition }) => petition.id),
      },
      now,
    );
    await deps.regimeBook.takeIn();
    const { version } = regime;
    return { status: 200, body: (await recorded(commandId, scene)) ?? { id: 0, version } };
  },
);

export const ruleRoutes: readonly Route[] = [showRules, previewRules, applyRules];

/** The change that this command has put in force already. */
async function recorded(commandId: string, { deps }: Scene) {
  const changes = await deps.store.ruleChanges();
  const change = changes.find((each) => each.commandId === commandId);
  return change && { id: change.id, version: change.version };
}

async function shownTo(
  person: StaffMember,
  { petitions }: RulePlan,
  scene: Scene,
): Promise<readonly PlannedPetition[]> {
  const visible = await Promise.all(
    petitions.map(({ petition }) => findVisible(petition.id, person, scene)),
  );
  return petitions.filter((_, index) => visible[index] !== null);
}

function notSound(problems: readonly string[]): Failure {
  return {
    status: 422,
    code: 'regimeNotSound',
    message:
      problems.length > 1 ? `制度有${problems.length}处不妥，请按提示修改。` : problems.join(''),
    details: problems.slice(0, 50).map((message) => ({ field: 'change', message })),
  };
}

const OUTDATED: Failure = {
  status: 409,
  code: 'changedMeanwhile',
  message: '试算之后在办件又有变化，请重新试算后再签名启用。',
};
