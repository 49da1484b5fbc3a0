/** An id that no thread, login or section has. */
export const UNKNOWN_ID = '01999999-0000-7000-8000-000000000000';

/** Params of `initialize` that enable the experimental methods. */
export const EXPERIMENTAL = { capabilities: { experimentalApi: true } } as const;

/** The form of text in params for bytes. */
export function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}
