import { HOUR, instant, readDay, startOfDay } from '../../domain/time.ts';
import type { FilePetition } from '../petitions-file.ts';

/** As most are: one person, named, by way of the platform, for one department. */
export const ordinaryPetition: FilePetition = {
  id: 1,
  title: '反映小区路灯不亮',
  body: '虚构花苑南门外三盏路灯已两周不亮，晚间出行不便，请求尽快维修。',
  source: 'superior',
  channel: 'online',
  category: '城乡建设',
  appealType: 'appeal',
  petitioner: { name: '贾寻常', phone: '13900007700', idNumber: '000000198001010000' },
  address: '虚构花苑1幢101室',
  peopleCount: 1,
  unitId: 'city',
  receivedAt: instant(startOfDay(readDay('2026-03-03')) + 9 * HOUR),
  platformNumber: 'SX20260000001',
  anonymous: false,
  outOfJurisdiction: false,
  repeated: false,
  accusedIsLeader: false,
};
