/** The literal of a string field `delta`. Within a string its quotation marks would be escaped. */
const DELTA = /"delta":\s*"((?:[^"\\\r\n]|\\[^\r\n])*)"/g;
/** The fields of a message that identify the stream of its delta. */
const PART_OF = /"(?:method|type|(?:thread|turn|item|call)_?id|[a-z]+_?index)":\s*(?:"[^"\\]*"|\d+)/gi;

/** Characters around a delta that are searched for {@link PART_OF}. Both protocols put these fields close to it. */
const NEAR = 1000;

interface Delta {
  /** Index of its text. */
  readonly text: number;
  readonly start: number;
  readonly end: number;
  readonly value: string;
}

/**
 * Sanitises texts that may hold streamed messages, such as the lines of a wire. The deltas of one item are sanitised as one
 * text, so that a secret split over several is found, and the deltas still add up to the whole text. The placeholder is in
 * the delta in which the secret began.
 *
 * Such messages are `item/agentMessage/delta` of the app-server and `response.output_text.delta` of the Responses API.
 */
export function sanitiseDeltas(
  texts: readonly string[],
  sanitiseText: (text: string) => string,
  sanitisePieces: (pieces: readonly string[]) => readonly string[],
): string[] {
  const streams = Map.groupBy(texts.flatMap(deltasOf), ({ stream }) => stream);
  const replaced = texts.map((): { readonly delta: Delta; readonly value: string }[] => []);
  for (const deltas of streams.values()) {
    const values = sanitisePieces(deltas.map(({ delta }) => delta.value));
    for (const [index, { delta }] of deltas.entries())
      replaced[delta.text]!.push({ delta, value: values[index] ?? '' });
  }
  return texts.map((text, index) => rejoin(text, replaced[index]!, sanitiseText));
}

/** Deltas are not sanitised twice: a part can look like a path although the whole does not. */
function rejoin(
  text: string,
  deltas: readonly { readonly delta: Delta; readonly value: string }[],
  sanitiseText: (text: string) => string,
): string {
  let result = '';
  let at = 0;
  for (const { delta, value } of deltas.toSorted((a, b) => a.delta.start - b.delta.start)) {
    const literal = value === delta.value ? text.slice(delta.start, delta.end) : JSON.stringify(value).slice(1, -1);
    result += sanitiseText(text.slice(at, delta.start)) + literal;
    at = delta.end;
  }
  return result + sanitiseText(text.slice(at));
}

function deltasOf(text: string, index: number): { readonly stream: string; readonly delta: Delta }[] {
  if (!text.includes('"delta":')) return [];
  return [...text.matchAll(DELTA)].flatMap((match) => {
    const [field, literal = ''] = match;
    const end = match.index + field.length - 1;
    const value = parsed(literal);
    if (value === null) return [];
    const before = text
      .slice(Math.max(0, match.index - NEAR), match.index)
      .split('\n')
      .at(-1);
    const after = text.slice(end, end + NEAR).split('\n', 1)[0];
    const stream = `${before} ${after}`.match(PART_OF)?.toSorted().join() ?? '';
    return [{ stream, delta: { text: index, start: end - literal.length, end, value } }];
  });
}

function parsed(literal: string): string | null {
  try {
    return String(JSON.parse(`"${literal}"`));
  } catch {
    return null;
  }
}
