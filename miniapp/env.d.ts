/// <reference types="vite/client" />
import type { AriaAttributes } from 'vue';

// Attributes every component hands on to its root element; templates are otherwise checked strictly,
// so that a misspelt property or event does not compile.
declare module 'vue' {
  interface ComponentCustomProps extends AriaAttributes {
    id?: string;
    role?: string;
    tabindex?: number | string;
    onClick?: (event: MouseEvent) => void;
    onKeydown?: (event: KeyboardEvent) => void;
  }
}
