import type { z } from 'zod';
import type { actInputSchemas } from '../../server/contract/act-input.ts';
import type { ActionView, PetitionView } from '../../server/contract/view.ts';
import type { ChosenFile } from '../fields/chosen-file.ts';
import type { FindingItem } from '../fields/finding-item.ts';
import type { Option } from '../fields/option.ts';

export type ActKind = keyof typeof actInputSchemas;
/** What a form sends: the input as the contract takes it, before any transformation. */
export type InputOf<Kind extends ActKind> = z.input<(typeof actInputSchemas)[Kind]>;

export type FieldValue =
  | string
  | boolean
  | Readonly<Record<string, string>>
  | readonly ChosenFile[]
  | readonly string[]
  | readonly FindingItem[];
/** What has been typed so far, by field name. */
export type Values = Record<string, FieldValue>;

/** What a form may look at to decide which fields it shows. */
export interface Given {
  readonly values: Readonly<Values>;
  readonly action: ActionView;
  readonly petition: PetitionView;
}

/** One field of an act's form. `name` is its place in the input: `detail`, `told.how`. */
export type Field<Name extends string = string> = {
  readonly name: Name;
  readonly label: string | ((given: Given) => string);
  readonly hint?: string;
  readonly optional?: true | ((given: Given) => boolean);
  readonly when?: (given: Given) => boolean;
} & Control;

export type Control =
  | {
      readonly control: 'text';
      readonly rows: number;
      readonly minimum?: number;
      readonly maximum: number;
      readonly placeholder?: string;
      /** Offers the action's ready phrases. */
      readonly phrases?: true;
    }
  | { readonly control: 'line'; readonly maximum: number; readonly placeholder?: string }
  | { readonly control: 'number'; readonly maximum: number }
  | {
      readonly control: 'choice';
      readonly inline?: true;
      readonly options: readonly Option[] | ((given: Given) => readonly Option[]);
      /** What is presumed to be chosen. */
      readonly initial?: (action: ActionView) => string;
    }
  /** One of a long list, or several. */
  | { readonly control: 'pick'; readonly options: readonly Option[] }
  | { readonly control: 'several'; readonly options: readonly Option[] }
  | { readonly control: 'unit' }
  /** `later` offers to name nobody yet; then whoever fills in the form is presumed, unless nobody is to be. */
  | { readonly control: 'person'; readonly later?: string; readonly presumes?: 'nobody' }
  | { readonly control: 'day'; readonly future?: true }
  | { readonly control: 'yesNo' }
  | { readonly control: 'tick' }
  | { readonly control: 'checklist' }
  | { readonly control: 'time' }
  | { readonly control: 'files' }
  | { readonly control: 'items' };

/** `reply.told` is two fields, `told.how` and `told.on`; a list, or a record with free keys, is one field. */
export type FieldName<Input> = {
  [Key in Exclude<keyof Input, 'kind'> & string]: NonNullable<Input[Key]> extends readonly unknown[]
    ? Key
    : NonNullable<Input[Key]> extends object
      ? string extends keyof NonNullable<Input[Key]>
        ? Key
        : `${Key}.${keyof NonNullable<Input[Key]> & string}`
      : Key;
}[Exclude<keyof Input, 'kind'> & string];

export interface ActForm<Name extends string = string> {
  /** What to know before filling it in. */
  readonly lead?: string;
  readonly fields: readonly Field<Name>[];
  /** Hard to take back: the button is red. */
  readonly grave?: true;
}
