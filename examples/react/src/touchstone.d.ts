import type { ErrorDetail, TouchstoneVerify, VerdictDetail } from 'touchstone/widget';
import type { DetailedHTMLProps, HTMLAttributes } from 'react';

interface TouchstoneAttributes extends DetailedHTMLProps<HTMLAttributes<TouchstoneVerify>, TouchstoneVerify> {
  bundle: string;
  model?: string;
  files?: string;
  density?: 'badge' | 'card' | 'full';
  theme?: 'auto' | 'light' | 'dark';
  language?: 'en' | 'de';
  page?: string;
  'ontouchstone-verdict'?: (event: CustomEvent<VerdictDetail>) => void;
  'ontouchstone-error'?: (event: CustomEvent<ErrorDetail>) => void;
}

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'touchstone-verify': TouchstoneAttributes;
    }
  }
}
