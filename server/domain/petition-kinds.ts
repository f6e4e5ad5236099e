export type PetitionSource = 'superior' | 'own';

/** 来信、来访、来电、网上信访、信访代办、电子邮件、传真 */
export type PetitionChannel = 'letter' | 'visit' | 'call' | 'online' | 'agent' | 'email' | 'fax';

/** 建议意见、检举控告、申诉求决、咨询、其他 */
export type AppealType = 'suggestion' | 'accusation' | 'appeal' | 'inquiry' | 'other';
