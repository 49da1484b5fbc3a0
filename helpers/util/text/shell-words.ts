/** The words of a command line, by the quoting rules of POSIX shells; undefined where a quote is never closed. */
export function shellWords(line: string): string[] | undefined {
  const words: string[] = [];
  let rest = line.trimStart();
  while (rest !== '') {
    let word = '';
    while (rest !== '' && !/^\s/.test(rest)) {
      const [all, single, double, escaped, plain] = PART.exec(rest) ?? [];
      if (all === undefined) return undefined;
      word += single ?? double?.replace(/\\([\\"$`])/g, '$1') ?? escaped ?? plain ?? '';
      rest = rest.slice(all.length);
    }
    words.push(word);
    rest = rest.trimStart();
  }
  return words;
}

/** The next part of a word: in single quotes, in double quotes, after a backslash, or plain. */
const PART = /^(?:'([^']*)'|"((?:[^"\\]|\\[\s\S])*)"|\\([\s\S])|([^\s'"\\]+))/;
