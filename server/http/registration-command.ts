import type { z } from 'zod';
import type { amendment, registration } from '../contract/registration.ts';
import type { AttachmentId } from '../domain/attachment.ts';
import type { RegisterPetition } from '../domain/command.ts';
import type { Particulars } from '../domain/petition.ts';

type Registration = z.output<typeof registration>;

/** What the clerk wrote, sorted into what decisions may know, whom it accuses, and what is sealed. */
export function registrationCommand(
  written: Registration,
  attachments?: readonly AttachmentId[],
): RegisterPetition {
  return {
    type: 'registerPetition',
    flow: written.flow,
    ...sorted(written),
    ...(attachments === undefined ? {} : { attachments }),
  };
}

/** The same three parts for a correction (补正); the petitioner stays as registered unless written anew. */
export function correction(
  written: z.output<typeof amendment>,
  registered: Particulars['petitioner'],
): Sorted {
  return sorted({ ...written, petitioner: written.petitioner ?? registered });
}

type Sorted = Omit<RegisterPetition, 'type' | 'flow' | 'attachments'>;

function sorted(written: Registration): Sorted {
  const { representatives, platformNumber, externalDueAt, repeatOf, answers } = written;
  return {
    facts: {
      source: written.source,
      channel: written.channel,
      category: written.category,
      appealType: written.appealType,
      peopleCount: written.peopleCount,
      ...(representatives === undefined ? {} : { representatives }),
      ...(platformNumber === undefined ? {} : { platformNumber }),
      ...(externalDueAt === undefined ? {} : { externalDueAt }),
      receivedAt: written.receivedAt,
      anonymous: written.anonymous,
      ...(repeatOf === undefined ? {} : { repeatOf }),
      repeated: written.repeated,
    },
    accused: written.accused ?? { staffIds: [], unitIds: [], outside: false },
    particulars: {
      title: written.title,
      body: written.body,
      petitioner: {
        name: written.petitioner.name,
        phone: written.petitioner.phone,
        idNumber: written.petitioner.idNumber,
        address: written.petitioner.address,
      },
    },
    ...(answers === undefined ? {} : { answers }),
  };
}
