// Read by every Node.js that there is: no syntax and no module newer than Node 12.17 here.

/**
 * What is wrong with this Node.js, as a message for a person; null if nothing is.
 *
 * version: such as 20.20.2
 * range: engines.node of package.json; only `^a.b.c` and `>=a.b.c`, joined by `||`, are understood
 * stripsTypes: whether it runs TypeScript without a flag (process.features.typescript)
 */
export function nodeProblem(version, range, stripsTypes) {
  const supported = range.split('||').some(function (part) {
    return satisfies(numbers(version), part.trim());
  });
  if (!supported) {
    return [
      'error: codex-conformance needs Node.js ' + range + ', found ' + version,
      'hint: In the checkout, `npm run codex-conformance -- …` brings its own Node.js 24 (after `npm ci`, without --ignore-scripts).',
    ].join('\n');
  }
  if (!stripsTypes) {
    return [
      'error: Node.js ' + version + ' runs TypeScript only with a flag',
      'hint: Set NODE_OPTIONS=--experimental-strip-types, or use Node.js 22.18 or later.',
    ].join('\n');
  }
  return null;
}

function satisfies(found, comparator) {
  const match = /^(\^|>=)(\d+\.\d+\.\d+)$/.exec(comparator);
  if (match === null) throw new Error('engines.node of package.json has a part that is not understood: ' + comparator);
  const least = numbers(match[2]);
  if (match[1] === '^' && found[0] !== least[0]) return false;
  for (let index = 0; index < 3; index += 1) {
    if (found[index] !== least[index]) return found[index] > least[index];
  }
  return true;
}

function numbers(version) {
  return version.split('-')[0].split('.').map(Number);
}
