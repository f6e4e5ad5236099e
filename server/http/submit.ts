import type { PetitionAnswer } from '../contract/view.ts';
import type { Submission } from '../domain/command.ts';
import type { StaffMember } from '../domain/directory.ts';
import type { Petition, PetitionId } from '../domain/petition.ts';
import { NOT_FOUND } from './failures.ts';
import { findVisible, pageOf } from './files.ts';
import { refusalFailure } from './refusals.ts';
import type { Reply, Scene } from './route.ts';
import { takeScene } from './scene.ts';

/** One command through the one path, answered with the petition as it then stands. */
export async function submit(
  submission: Submission,
  person: StaffMember,
  scene: Scene,
): Promise<Reply<PetitionAnswer>> {
  const answer = await scene.deps.execute(submission);
  const note = noteOf(submission, answer.ok ? 'recorded' : answer.refusal.code);
  if (!answer.ok) {
    return { failure: refusalFailure(answer.refusal, scene), note };
  }
  const after = await takeScene(scene.deps, scene.office.id);
  const petition = await recorded(submission, answer.value.petitionId, person, after);
  if (!petition) return { failure: NOT_FOUND, note };
  return {
    status: submission.petitionId === undefined ? 201 : 200,
    body: { now: after.now, petition: await pageOf(petition, person, after) },
    note: { ...note, petition: petition.id },
  };
}

/**
 * Whoever acted sees what came of it, even if he has just recused himself: it is what he himself wrote. A registration
 * sent twice is answered long after, and by then he may have to know nothing of it.
 */
function recorded(
  { petitionId }: Submission,
  id: PetitionId,
  person: StaffMember,
  scene: Scene,
): Promise<Petition | null> {
  return petitionId === undefined
    ? findVisible(id, person, scene)
    : scene.deps.store.petition(petitionId);
}

function noteOf({ petitionId, command }: Submission, outcome: string) {
  return {
    ...(petitionId === undefined ? {} : { petition: petitionId }),
    command: command.type === 'takeAct' ? command.input.kind : command.type,
    ...(command.type === 'takeAct' ? { act: command.act } : {}),
    outcome,
  };
}
