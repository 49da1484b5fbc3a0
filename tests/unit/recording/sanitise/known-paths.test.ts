import { expect, test } from 'vitest';
import { createPathFinder } from '../../../../helpers/recording/sanitise/known-paths.ts';
import { replaceSpans } from '../../../../helpers/recording/sanitise/spans.ts';

const PATHS = [
  { path: '/root', placeholder: '<HOME>' },
  { path: '/root/work/', placeholder: '<WORKSPACE_ROOT>' },
  { path: '/', placeholder: '<ROOT>' },
  { path: '', placeholder: '<NOTHING>' },
];
const PLACEHOLDERS = PATHS.map(({ placeholder }) => placeholder);

test('a path is found at the boundaries of its parts only', () => {
  const texts = [
    '/root',
    '/root/x and /root, /root. (/root) "/root" \'/root\' `/root` /root:/root/bin',
    '>/root/x 2>/root/x --dir=/root -C/root/x @/root/x 文件/root/x',
    'file:///root/x file://localhost/root/x vscode:///root',
    '/rootfs /root2 /root-old /root_x /root.txt /root~ /rooté',
    '/srv/root /srv2/root ./root ../root ~/root é/root $HOME/root ${HOME}/root $(pwd)/root',
    'http://root/x https://host/root/x <root></root>',
    '/root/root //root',
  ];
  expect(texts.map(found)).toMatchInlineSnapshot(`
    [
      "<HOME>",
      "<HOME>/x and <HOME>, <HOME>. (<HOME>) "<HOME>" '<HOME>' \`<HOME>\` <HOME>:<HOME>/bin",
      "><HOME>/x 2><HOME>/x --dir=<HOME> -C<HOME>/x @<HOME>/x 文件<HOME>/x",
      "file://<HOME>/x file://localhost<HOME>/x vscode://<HOME>",
      "/rootfs /root2 /root-old /root_x /root.txt /root~ /rooté",
      "/srv/root /srv2/root ./root ../root ~/root é/root $HOME/root \${HOME}/root $(pwd)/root",
      "http://root/x https://host/root/x <root></root>",
      "<HOME>/root //root",
    ]
  `);
});

test('the longest known path that ends at a name wins', () => {
  expect(['/root/work/x', '/root/work', '/root/workshop', '/root/work-2/x'].map(found)).toEqual([
    '<WORKSPACE_ROOT>/x',
    '<WORKSPACE_ROOT>',
    '<HOME>/workshop',
    '<HOME>/work-2/x',
  ]);
});

test('keeps a path that follows a placeholder', () => {
  expect(found('<WORKSPACE_ROOT>/root <other>/root')).toBe('<WORKSPACE_ROOT>/root <other><HOME>');
});

test('finds a Windows path in spite of its backslashes', () => {
  const finder = createPathFinder([{ path: String.raw`C:\Users\new`, placeholder: '<HOME>' }], []);
  expect(finder('C:\\Users\new\\x')).toEqual([{ start: 0, end: 11, replacement: '<HOME>' }]);
});

test('without paths nothing is found', () => {
  expect(createPathFinder([{ path: '/', placeholder: '<ROOT>' }], [])('/a')).toEqual([]);
});

function found(text: string): string {
  return replaceSpans([text], createPathFinder(PATHS, PLACEHOLDERS)(text)).join('');
}
