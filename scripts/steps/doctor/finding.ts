/** What a check found: one sentence, which says what to do where something is to be done. */
export interface Finding {
  /** Block: a run would fail. Warn: it would do less than was meant. */
  verdict: 'ok' | 'warn' | 'block';
  about: string;
  sentence: string;
}

export const ok = (about: string, sentence: string): Finding => ({ verdict: 'ok', about, sentence });
export const warn = (about: string, sentence: string): Finding => ({ verdict: 'warn', about, sentence });
export const block = (about: string, sentence: string): Finding => ({ verdict: 'block', about, sentence });
