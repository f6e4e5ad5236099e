import type { FakeOffice } from './fake-office.ts';

/** What the browser's older interface does, as far as an upload needs it: the office answers, or nobody does. */
export function requestsTo(office: FakeOffice) {
  return class {
    onload = () => {};
    onerror = () => {};
    timeout = 0;
    status = 0;
    responseText = '';
    readonly upload: { onprogress: (event: object) => void } = { onprogress: () => {} };
    private address = '';
    open(_method: string, address: string) {
      this.address = address;
    }
    setRequestHeader() {}
    send(content: Blob) {
      this.upload.onprogress({ loaded: content.size / 2, total: content.size });
      queueMicrotask(() => this.answer(content));
    }
    private answer(content: Blob) {
      const { trouble } = office;
      office.trouble = null;
      if (trouble === 'offline') return this.onerror();
      const name = new URL(this.address, 'http://office').searchParams.get('name');
      office.uploads.push({ address: this.address, size: content.size });
      this.status = trouble?.status ?? 201;
      const file = { id: `file-${office.uploads.length}`, name, mediaType: '', size: content.size };
      this.responseText = JSON.stringify(trouble?.body ?? file);
      this.onload();
    }
  };
}

/** Chooses a file as the phone's own dialogue does. */
export function chooseFile(input: HTMLInputElement, name: string): void {
  const file = new File(['%PDF-1.4'], name, { type: 'application/pdf' });
  Object.defineProperty(input, 'files', { value: [file], configurable: true });
  input.dispatchEvent(new Event('change'));
}
