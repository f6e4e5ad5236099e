/** A digit on a choice takes the alternative of that place; Tab goes on to the next field. */
export function chooseByDigit(event: KeyboardEvent): void {
  const { target, key } = event;
  if (event.ctrlKey || event.altKey || event.metaKey || !/^[1-9]$/.test(key)) return;
  if (!(target instanceof HTMLInputElement) || target.type !== 'radio') return;
  const group = target.closest('fieldset');
  const wanted = group?.querySelectorAll<HTMLInputElement>('input[type="radio"]')[Number(key) - 1];
  if (!wanted) return;
  event.preventDefault();
  wanted.focus();
  wanted.click();
}

/** The first field below this element: of a choice, the alternative that is taken. */
export function focusFirstField(within: Element | null | undefined): void {
  const fields = [...(within?.querySelectorAll<HTMLElement>(FIELDS) ?? [])];
  const [first] = fields;
  if (first instanceof HTMLInputElement && first.type === 'radio') {
    const chosen = first.closest('fieldset')?.querySelector<HTMLElement>('input:checked');
    (chosen ?? first).focus();
  } else first?.focus();
}

/** Where something is to be mended: the first fault on the page, with the cursor in its field. */
export function focusFirstFault(form: Element | null): void {
  const fault = form?.querySelector('[role="alert"]');
  focusFirstField(fault?.closest('.field') ?? fault?.parentElement);
  fault?.scrollIntoView({ block: 'center' });
}

const FIELDS = 'input:not([disabled]), select, textarea, button.pick';
