/** What can be wrong with something entered that is there. */
export type FieldFault = 'tooShort' | 'tooLong' | 'outOfRange' | 'inFuture' | 'inPast' | 'format';
