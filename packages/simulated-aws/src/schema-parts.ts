import { z } from 'zod';

/** A member that may be left out; `undefined` in its place is a mistake. */
export const optional = <Type extends z.ZodType>(type: Type) => z.exactOptional(type);

export const text = z.string();
export const named = z.string().min(1);

const iso = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z`;

export const isoTime = z.string().regex(new RegExp(`^${iso}$`), {
  error: 'must be a time such as 2026-11-20T12:00:00Z',
});

export const time = z
  .string()
  .regex(new RegExp(String.raw`^(-\d+(\.\d+)?[smhdw]|${iso})$`), {
    error: 'must be a time such as 2026-11-20T12:00:00Z, or relative to now such as -3d or -90s',
  })
  .describe('ISO 8601, or relative to the account’s "now": -3d, -2h, -90s.');

export const texts = z.array(z.string());
export const tags = z.record(z.string(), z.string()).describe('Tags, as name and value.');
export const members = z.record(z.string(), z.unknown());
export const count = z.number().int().min(0);
