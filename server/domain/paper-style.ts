/**
 * 标题、抬头行（左右两端）、主送单位、一级标题、正文、落款、表后注. In a `line` the parts divided by ⇥ stand apart.
 */
export type PaperStyle = 'title' | 'line' | 'addressee' | 'heading' | 'body' | 'closing' | 'note';
