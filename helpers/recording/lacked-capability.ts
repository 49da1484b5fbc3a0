/** The first of the needed capabilities that a binary lacks. A scenario that needs it is not played. */
export function lackedCapability(capabilities: readonly string[], needs: readonly string[] = []): string | undefined {
  return needs.find((name) => !capabilities.includes(name));
}
