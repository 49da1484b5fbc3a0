import { describe, expect, it } from 'vitest';
import { shellWords } from '../../../../helpers/util/text/shell-words.ts';

describe('shellWords', () => {
  it.each([
    ['/bin/bash -lc true', ['/bin/bash', '-lc', 'true']],
    [`sh -c 'echo "a b"'`, ['sh', '-c', 'echo "a b"']],
    [String.raw`sh -c "printf 'a\\377 \$x'"`, ['sh', '-c', String.raw`printf 'a\377 $x'`]],
    [`sh -c 'it'"'"'s'`, ['sh', '-c', "it's"]],
    [String.raw`a\ b  ''`, ['a b', '']],
    ['', []],
  ])('splits %j as a POSIX shell does', (line, words) => {
    expect(shellWords(line)).toEqual(words);
  });

  it('refuses a quote that is never closed', () => {
    expect(shellWords(`sh -c 'echo`)).toBeUndefined();
  });
});
