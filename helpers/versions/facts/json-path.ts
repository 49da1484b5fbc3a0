/**
 * Paths of fields: `.item<agent_message>.text` is the field `text` of the variant `agent_message` of the object `item`,
 * `[]` an element of a list, `*` any name. A word in a field follows ` = `: `.status = failed`.
 */

/**
 * The path of the object that a field belongs to: of `.item<error>.message` it is `.item<error>`, of `.usage` the root.
 * Null for list elements, variants, any name and the root, which belong to no object.
 */
export function ownerOf(path: string): string | null {
  return path === '' || /(?:\[\]|[>*])$/.test(path) ? null : path.slice(0, path.lastIndexOf('.'));
}

/** The last name with all that follows it: `item<error>` of `.params.item<error>`. */
export function lastName(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

/** All paths that hold this one, the shortest first, and itself: `.a`, `.a<b>`, `.a<b>.c` of `.a<b>.c`. */
export function pathsTo(path: string): string[] {
  const ends = [...path.matchAll(/(?!^)(?:[.<[]| = )|$/g)].map(({ index }) => index);
  return ends.map((end) => path.slice(0, end)).filter((start) => start !== '');
}
