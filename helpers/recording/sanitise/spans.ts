/** The placeholder of a secret. */
export const REDACTED = '<REDACTED>';

/** Never part of a secret. */
export const BACKSLASHES_AT_END = /\\+$/;

/** A range of a text and its replacement. */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
}

/**
 * Sorts spans and resolves overlaps: a secret absorbs whatever it overlaps, the longer of two paths wins.
 */
export function mergeSpans(spans: readonly Span[]): Span[] {
  const merged: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = merged.at(-1);
    if (last === undefined || span.start >= last.end) merged.push(span);
    else merged[merged.length - 1] = overlap(last, span);
  }
  return merged;
}

function overlap(a: Span, b: Span): Span {
  if (a.replacement !== REDACTED && b.replacement !== REDACTED) return b.end - b.start > a.end - a.start ? b : a;
  return { start: a.start, end: Math.max(a.end, b.end), replacement: REDACTED };
}

/**
 * Replaces sorted spans without overlaps in a text that consists of pieces.
 * The replacement goes into the piece in which the span begins.
 */
export function replaceSpans(pieces: readonly string[], spans: readonly Span[]): string[] {
  const replaced: string[] = [];
  let next = 0;
  let offset = 0;
  for (const piece of pieces) {
    const end = offset + piece.length;
    let text = '';
    let at = offset;
    for (let span = spans[next]; span !== undefined && span.start < end; span = spans[next]) {
      if (span.start >= offset) text += piece.slice(at - offset, span.start - offset) + span.replacement;
      at = Math.min(span.end, end);
      if (span.end > end) break;
      next++;
    }
    replaced.push(text + piece.slice(at - offset));
    offset = end;
  }
  return replaced;
}
