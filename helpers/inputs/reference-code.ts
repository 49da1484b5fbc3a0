/** The placeholder in a prompt template for the code that codex must remember until the next turn. */
export const REFERENCE_CODE_PLACEHOLDER = '{{reference_code}}';

/** Capital letters and digits that are not easily confused: no I, O, 0 or 1. */
const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const LENGTH = 12;

/** The source of a regular expression for codes. */
export const REFERENCE_CODE_PATTERN = `REF-[${ALPHABET}]{${LENGTH}}`;

/** A source of random bytes, such as `globalThis.crypto`. */
export interface RandomSource {
  getRandomValues(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer>;
}

/**
 * A code that no model can guess: `REF-` and 12 characters, 60 random bits.
 * Each character is equally likely, because 256 is a multiple of the 32 characters of the alphabet.
 */
export function createReferenceCode(random: RandomSource = crypto): string {
  const bytes = random.getRandomValues(new Uint8Array(LENGTH));
  return `REF-${Array.from(bytes, (byte) => ALPHABET[byte % ALPHABET.length]).join('')}`;
}

/** The template with the code for each placeholder. */
export function fillReferenceCode(template: string, code: string): string {
  return template.replaceAll(REFERENCE_CODE_PLACEHOLDER, () => code);
}
