import { z } from 'zod';

/** A badge in the shape of shields.io's endpoint. Its `schemaVersion` is theirs. */
export const badgeSnapshot = z.object({
  schemaVersion: z.literal(1),
  label: z.string(),
  message: z.string(),
  color: z.string().regex(/^[0-9a-f]{6}$/),
  isError: z.boolean(),
});
export type BadgeSnapshot = z.infer<typeof badgeSnapshot>;
