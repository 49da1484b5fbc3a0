/** The text at a path of an answer, such as `thread`, `id`; null if there is none. */
export function textAt(answer: unknown, ...path: readonly string[]): string | null {
  const found = path.reduce<unknown>(
    (place, name) => (place as Record<string, unknown> | null)?.[name] ?? null,
    answer,
  );
  return typeof found === 'string' ? found : null;
}
