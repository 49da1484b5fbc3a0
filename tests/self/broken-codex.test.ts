import { readdirSync } from 'node:fs';
import { afterAll, describe, test } from 'vitest';
import { MODES, type Mode } from '../../helpers/recording/mode.ts';
import { createPlayground, type PlayOptions, redOf as redIn } from './playground.ts';
import { wrapPinnedCodex } from './wrapper.ts';

const playground = await createPlayground();
afterAll(() => playground.remove());

/** Milliseconds to wait for a codex that never exits. */
const HANG_GRACE_MS = 300;

interface BrokenOptions extends PlayOptions {
  /** @default all three */
  readonly modes?: readonly Mode[];
}

/** Plays the scenarios of the suite on a broken codex: the red verdicts, by mode. Throws if a play leaves anything behind. */
async function redOf(wrapper: string, { modes = MODES, ...options }: BrokenOptions = {}) {
  const path = wrapPinnedCodex(wrapper, playground.root);
  const red: Partial<Record<Mode, string[]>> = {};
  for (const mode of modes) red[mode] = redIn(await playground.play(mode, { ...options, path }));
  return red;
}

describe('a codex that', { concurrent: true, timeout: 120_000 }, () => {
  test('is only wrapped is green', async ({ expect }) => {
    expect(await redOf('passes-through.js')).toMatchInlineSnapshot(`
      {
        "app_server": [],
        "exec_persistent": [],
        "exec_stateless": [],
      }
    `);
  });

  test('loses the prompt is red', async ({ expect }) => {
    expect(await redOf('loses-prompt.js')).toMatchInlineSnapshot(`
      {
        "app_server": [
          "fail: run/model/asked-in-each-turn",
          "fail: app-server/item/user-message-as-client-sent",
          "fail: app-server/item/user-message-is-prompt",
          "fail: turn/reply/exact",
          "fail: run/model/prompts-as-given",
        ],
        "exec_persistent": [
          "fail: run/model/asked-in-each-turn",
          "fail: exec/resume/history-reaches-model",
          "fail: turn/reply/exact",
          "fail: run/model/prompts-as-given",
        ],
        "exec_stateless": [
          "fail: run/model/asked-in-each-turn",
          "fail: turn/reply/exact",
          "fail: run/model/prompts-as-given",
        ],
      }
    `);
  });

  test('drops the history on resume is red', async ({ expect }) => {
    expect(await redOf('drops-history.js', { modes: ['exec_persistent'] })).toMatchInlineSnapshot(`
      {
        "exec_persistent": [
          "fail: run/session/replies-kept",
          "fail: exec/events/thread-id-agrees",
          "fail: exec/resume/history-reaches-model",
          "fail: exec/resume/same-cache-key",
          "fail: turn/reply/exact",
          "fail: turn/thread/id-known-to-model",
        ],
      }
    `);
  });

  test('prints other thread ids than the model gets is red', async ({ expect }) => {
    expect(await redOf('renames-thread.js')).toMatchInlineSnapshot(`
      {
        "app_server": [
          "fail: app-server/thread/path-of-session-file",
          "fail: app-server/usage/as-model-reported",
          "fail: app-server/thread/session-file",
          "fail: turn/thread/id-known-to-model",
        ],
        "exec_persistent": [
          "fail: exec/session/kept-under-thread-id",
          "fail: exec/events/thread-id-agrees",
          "fail: turn/thread/id-known-to-model",
        ],
        "exec_stateless": [
          "fail: exec/events/thread-id-agrees",
          "fail: turn/thread/id-known-to-model",
        ],
      }
    `);
  });

  test('changes the id of a running thread is red', async ({ expect }) => {
    expect(await redOf('changes-thread.js')).toMatchInlineSnapshot(`
      {
        "app_server": [
          "fail: app-server/thread/announced-as-answered",
          "fail: app-server/thread/path-of-session-file",
        ],
        "exec_persistent": [
          "fail: exec/session/kept-under-thread-id",
          "fail: exec/events/thread-id-agrees",
          "fail: exec/messages/as-the-model-said",
          "fail: exec/usage/as-the-model-reports",
          "fail: exec/resume/same-thread",
          "fail: turn/thread/id-known-to-model",
        ],
        "exec_stateless": [
          "fail: exec/events/thread-id-agrees",
          "fail: turn/thread/id-known-to-model",
        ],
      }
    `);
  });

  test('alters one character of the reply is red', async ({ expect }) => {
    expect(await redOf('alters-reply.js')).toMatchInlineSnapshot(`
      {
        "app_server": [
          "fail: run/session/replies-kept",
          "fail: app-server/turn/reply-in-completed",
          "fail: app-server/item/deltas-make-text",
          "fail: app-server/item/statements-agree",
          "fail: app-server/item/as-model-sent",
          "fail: turn/reply/exact",
        ],
        "exec_persistent": [
          "fail: run/session/replies-kept",
          "fail: exec/messages/as-the-model-said",
          "fail: exec/resume/history-reaches-model",
          "fail: turn/reply/exact",
        ],
        "exec_stateless": [
          "fail: exec/messages/as-the-model-said",
          "fail: turn/reply/exact",
        ],
      }
    `);
  });

  test('exits with 0 after a reported failure is red', async ({ expect }) => {
    expect(await redOf('reports-failure.js')).toMatchInlineSnapshot(`
      {
        "app_server": [
          "fail: app-server/turn/ends-as-model-replied",
          "fail: app-server/turn/completes",
        ],
        "exec_persistent": [
          "fail: exec/turn/completes",
          "fail: exec/exit/agrees-with-terminal-event",
          "fail: exec/events/frame-of-each-asker",
        ],
        "exec_stateless": [
          "fail: exec/turn/completes",
          "fail: exec/exit/agrees-with-terminal-event",
          "fail: exec/events/frame-of-each-asker",
        ],
      }
    `);
  });

  test('exits with 0 and hides the failure is red', async ({ expect }) => {
    expect(await redOf('swallows-failure.js')).toMatchInlineSnapshot(`
      {
        "app_server": [
          "untestable: run/network/stays-on-loopback",
          "untestable: run/model/requests-well-formed",
          "fail: run/model/asked-in-each-turn",
          "untestable: app-server/item/as-model-sent",
          "fail: app-server/turn/completes",
          "fail: turn/reply/exact",
          "untestable: turn/thread/id-known-to-model",
        ],
        "exec_persistent": [
          "untestable: run/network/stays-on-loopback",
          "untestable: run/model/requests-well-formed",
          "fail: run/model/asked-in-each-turn",
          "fail: exec/turn/completes",
          "fail: exec/exit/agrees-with-terminal-event",
          "untestable: exec/resume/history-reaches-model",
          "untestable: exec/resume/history-in-order",
          "untestable: exec/resume/same-cache-key",
          "fail: turn/reply/exact",
          "untestable: turn/thread/id-known-to-model",
        ],
        "exec_stateless": [
          "untestable: run/network/stays-on-loopback",
          "untestable: run/model/requests-well-formed",
          "fail: run/model/asked-in-each-turn",
          "fail: exec/turn/completes",
          "fail: exec/exit/agrees-with-terminal-event",
          "fail: turn/reply/exact",
          "untestable: turn/thread/id-known-to-model",
        ],
      }
    `);
  });

  test('prints text between its events is red', async ({ expect }) => {
    expect(await redOf('prints-text.js')).toMatchInlineSnapshot(`
      {
        "app_server": [
          "fail: app-server/wire/valid-messages",
        ],
        "exec_persistent": [
          "fail: exec/stdout/jsonl-only",
        ],
        "exec_stateless": [
          "fail: exec/stdout/jsonl-only",
        ],
      }
    `);
  });

  test('prints text after its last event is red', async ({ expect }) => {
    expect(await redOf('says-goodbye.js')).toMatchInlineSnapshot(`
      {
        "app_server": [
          "fail: app-server/wire/valid-messages",
        ],
        "exec_persistent": [
          "fail: exec/stdout/jsonl-only",
          "fail: exec/events/terminal-event-last",
        ],
        "exec_stateless": [
          "fail: exec/stdout/jsonl-only",
          "fail: exec/events/terminal-event-last",
        ],
      }
    `);
  });

  test('stays after its last event is killed', async ({ expect }) => {
    expect(await redOf('hangs.js', { exitGraceMs: HANG_GRACE_MS })).toMatchInlineSnapshot(`
      {
        "app_server": [
          "fail: run/process/exits-by-itself",
          "fail: app-server/exit/clean-after-eof",
        ],
        "exec_persistent": [
          "fail: run/process/exits-by-itself",
          "fail: exec/exit/agrees-with-terminal-event",
        ],
        "exec_stateless": [
          "fail: run/process/exits-by-itself",
          "fail: exec/exit/agrees-with-terminal-event",
        ],
      }
    `);
  });

  test('leaves a child in its process group is red', async ({ expect }) => {
    expect(await redOf('leaves-child.sh')).toMatchInlineSnapshot(`
      {
        "app_server": [
          "fail: run/process/leaves-no-child",
        ],
        "exec_persistent": [
          "fail: run/process/leaves-no-child",
        ],
        "exec_stateless": [
          "fail: run/process/leaves-no-child",
        ],
      }
    `);
  });

  test('leaves a child in another session is red', async ({ expect }) => {
    expect(await redOf('leaves-child-in-session.sh')).toMatchInlineSnapshot(`
      {
        "app_server": [
          "fail: run/process/leaves-no-child",
        ],
        "exec_persistent": [
          "fail: run/process/leaves-no-child",
        ],
        "exec_stateless": [
          "fail: run/process/leaves-no-child",
        ],
      }
    `);
  });

  test('leaves a child that holds its stdout is red', async ({ expect }) => {
    expect(await redOf('leaves-child-on-stdout.sh')).toMatchInlineSnapshot(`
      {
        "app_server": [
          "fail: run/process/leaves-no-child",
        ],
        "exec_persistent": [
          "fail: run/process/leaves-no-child",
        ],
        "exec_stateless": [
          "fail: run/process/leaves-no-child",
        ],
      }
    `);
  });
});

test('these plays leave nothing in TMPDIR', ({ expect }) => {
  expect(readdirSync(playground.temporary)).toEqual([]);
});
