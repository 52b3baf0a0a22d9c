import { z } from 'zod';
import { SCHEMA_VERSION } from './envelope.ts';

/** The catalogue of rules that write the sentences of pulses. */
export const rulesSnapshot = z.object({
  schemaVersion: z.literal(SCHEMA_VERSION),
  sentences: z.array(
    z.object({
      name: z.string(),
      threshold: z.string().describe('from when on the rule has something to say'),
      tells: z.array(z.string()).describe('facts; no pulse tells one twice'),
      makes: z.array(z.enum(['headline', 'bullet'])),
    }),
  ),
});
export type RulesSnapshot = z.infer<typeof rulesSnapshot>;
