/**
 * True if a pattern of `--only` matches the name of a scenario or the id of a check.
 *
 * `*` stands for any characters but `/`, `?` for one of them, and `**` as a whole part for any number of parts.
 * A pattern without these matches the name itself and all that lies below it: `exec` matches `exec/resume/by-id`.
 * All other characters stand for themselves; capitals matter.
 * Takes at most as many steps as the lengths of pattern and name multiplied, whatever the pattern.
 */
export function matchesPattern(pattern: string, name: string): boolean {
  const parts = pattern.replace(/\/$/, '').split('/');
  if (!/[*?]/.test(pattern)) return name === parts.join('/') || name.startsWith(`${parts.join('/')}/`);
  return matchSequence(parts, name.split('/'), '**', matchPart);
}

/** True if there are no patterns, or if one of them matches. See {@link matchesPattern}. */
export function matchesAny(patterns: readonly string[], name: string): boolean {
  return patterns.length === 0 || patterns.some((pattern) => matchesPattern(pattern, name));
}

function matchPart(pattern: string, part: string): boolean {
  return matchSequence(
    Array.from(pattern),
    Array.from(part),
    '*',
    (wanted, found) => wanted === '?' || wanted === found,
  );
}

/**
 * Matches a sequence in which `star` stands for any number of items. When an item does not match, only the last star
 * is given one item more: a match that lets an earlier one take more is also one with the last.
 */
function matchSequence(
  pattern: readonly string[],
  items: readonly string[],
  star: string,
  matches: (wanted: string, found: string) => boolean,
): boolean {
  let at = 0;
  let index = 0;
  let lastStar = -1;
  let takenByStar = 0;
  while (index < items.length) {
    const wanted = pattern[at];
    if (wanted === star) {
      lastStar = at;
      takenByStar = index;
      at += 1;
    } else if (wanted !== undefined && matches(wanted, items[index] ?? '')) {
      at += 1;
      index += 1;
    } else if (lastStar >= 0) {
      takenByStar += 1;
      at = lastStar + 1;
      index = takenByStar;
    } else return false;
  }
  return pattern.slice(at).every((rest) => rest === star);
}
