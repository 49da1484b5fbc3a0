/** What a codex, a model or a registry could print to run something, to hide something, or to look like something else. */
export const HOSTILE = [
  '<script>globalThis.pwned = 1</script>',
  '</script><script>globalThis.pwned = 1</script>',
  '<!--<script>',
  '<img src=x onerror="globalThis.pwned = 1">',
  '" onmouseover="globalThis.pwned = 1',
  'javascript:globalThis.pwned=1',
  '![x](https://example.com/x.png) [y](https://example.com/) @somebody #1',
  '| cell | `code` | ``',
  '\u001B[2J\u001B]0;title\u0007',
  '\u001B]8;;https://example.com/\u0007link\u001B]8;;\u0007\u001B]52;c;cHduZWQ=\u001B\\',
  '\u009B2J\u009D0;title\u009C',
  ']]> ]]&gt; \\| \\\\| \\` &#60;b&#62;',
  '\u202Egpj.exe\u2066',
  'a\u2028b\u2029c\u0000d\u200Be\uD800',
  '$& $1 {{data}} <!-- data -->',
  '\n# Heading\n\n- item\r\n',
].join(' ');
