import { expect, test } from 'vitest';
import { html } from '../../../../helpers/formats/html/html.ts';
import { HOSTILE } from '../../reporters/hostile.ts';

test('escapes text and keeps markup', () => {
  const item = html`<b>${'a < b & "c"'}</b>`;
  expect(html`<i title="${`'"`}">${[item, item]}${3}</i>`.toString()).toBe(
    '<i title="&#39;&quot;"><b>a &lt; b &amp; &quot;c&quot;</b><b>a &lt; b &amp; &quot;c&quot;</b>3</i>',
  );
});

test('turns hostile text into visible text', () => {
  const markup = html`<p title="${HOSTILE}">${HOSTILE}</p>`.toString();
  expect([...markup.matchAll(/</g)]).toHaveLength(2);
  expect(markup).not.toMatch(/[\p{Cf}\p{Zl}\p{Zp}]|(?!\n)\p{Cc}/u);
});
