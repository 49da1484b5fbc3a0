import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Fact } from '../../../../helpers/versions/facts/fact.ts';
import { keyText } from '../../../../helpers/versions/facts/fact-key.ts';
import { factsOf } from '../../../../helpers/versions/facts/facts-of.ts';
import { BENIGN } from '../../../../helpers/proof/benign.ts';
import { changeEachProcess } from '../../../../helpers/mutations/mutations.ts';
import { mutantsOf } from '../../../../helpers/proof/mutant.ts';
import { CHECKS } from '../../../../helpers/scenarios/catalog.ts';
import { createSanitiser } from '../../../../helpers/recording/sanitise.ts';
import { languageOf } from '../../../../helpers/recording/mode.ts';
import type { Recording } from '../../../../helpers/recording/recording.ts';
import { EXEC_ITEMS } from '../../checks/exec-samples.ts';
import { APP_SERVER, EXEC_PERSISTENT, EXEC_STATELESS, SAMPLES } from '../../checks/samples.ts';
import { FAILURES, RECORDINGS } from '../../proof/recordings.ts';
import { anyRecording } from '../../recording/any-recording.ts';
import { withProcess } from '../changed.ts';

/** Without plain texts: each change of them matters. */
const ALL = [...RECORDINGS, ...FAILURES].filter(({ expected }) => expected.breaks?.includes('event-stream') !== true);

/** Without evidence and numbers that vary. */
function texts(facts: readonly Fact[]): string[] {
  return facts
    .filter(({ kind }) => kind !== 'cost')
    .map(({ kind, key, value }) => `${kind} ${keyText(key)}: ${value}`)
    .toSorted();
}

const known = new Map<Recording, readonly string[]>();

/** The texts of a shared recording, computed once. */
function textsOf(recording: Recording): readonly string[] {
  const found = known.get(recording) ?? texts(factsOf(recording));
  known.set(recording, found);
  return found;
}

test('lists the facts of an exec turn', () => {
  const { processes, ...rest } = EXEC_STATELESS;
  expect(texts(factsOf({ ...rest, processes, model: [], files: [] }))).toMatchInlineSnapshot(`
    [
      "count in exec/stateless/sum: exec process 1 count item.completed(agent_message): 1",
      "count in exec/stateless/sum: exec process 1 count thread.started: 1",
      "count in exec/stateless/sum: exec process 1 count turn.completed: 1",
      "count in exec/stateless/sum: exec process 1 count turn.started: 1",
      "count in exec/stateless/sum: model requests: none",
      "event exec item.completed .item<agent_message>: seen",
      "event exec item.completed: seen",
      "event exec thread.started: seen",
      "event exec turn.completed: seen",
      "event exec turn.started: seen",
      "field exec item.completed .item: object",
      "field exec item.completed .item<agent_message>.id: string",
      "field exec item.completed .item<agent_message>.text: string",
      "field exec thread.started .thread_id: string",
      "field exec turn.completed .usage.cached_input_tokens: number",
      "field exec turn.completed .usage.input_tokens: number",
      "field exec turn.completed .usage.output_tokens: number",
      "field exec turn.completed .usage: object",
      "flag help app-server.command.generate-json-schema: offered",
      "flag help exec.command.resume: offered",
      "flag help exec.flag.ephemeral: offered",
      "life in exec/stateless/sum: exec process 1 life agent_message: completed",
      "order in exec/stateless/sum: exec process 1 order: thread.started > turn.started > item.completed(agent_message) > turn.completed",
      "outcome in exec/stateless/sum: exec process 1 item-ids: item_0, item_1, …",
      "outcome in exec/stateless/sum: exec process 1 last-event: turn.completed",
      "outcome in exec/stateless/sum: process 1 ended-by: itself",
      "outcome in exec/stateless/sum: process 1 exit-code: 0",
      "outcome in exec/stateless/sum: process 1 reply of turn 1: as expected",
      "outcome in exec/stateless/sum: process 1 signal: none",
      "outcome in exec/stateless/sum: process 1 stderr: empty",
      "outcome in exec/stateless/sum: process 1 thread: named",
      "value in exec/stateless/sum: exec process 1 item.completed .item.type: agent_message",
      "value in exec/stateless/sum: exec process 1 turn.completed .usage.cached_input_tokens: 400",
      "value in exec/stateless/sum: exec process 1 turn.completed .usage.input_tokens: 1200",
      "value in exec/stateless/sum: exec process 1 turn.completed .usage.output_tokens: 60",
    ]
  `);
});

test('states whether a second process resumes the thread', () => {
  const threads = texts(factsOf(EXEC_PERSISTENT)).filter((fact) => / thread: /.test(fact));
  expect(threads).toMatchInlineSnapshot(`
    [
      "outcome in exec/persistent/recall: process 1 thread: named",
      "outcome in exec/persistent/recall: process 2 thread: the first",
    ]
  `);
});

test('names the method of each wire message and answer', () => {
  const events = texts(factsOf(APP_SERVER)).filter((fact) => /^event wire [^.]*$/.test(fact));
  expect(events).toMatchInlineSnapshot(`
    [
      "event wire answer initialize: seen",
      "event wire answer thread/start: seen",
      "event wire answer turn/start: seen",
      "event wire notification configWarning: seen",
      "event wire notification item/agentMessage/delta: seen",
      "event wire notification item/completed: seen",
      "event wire notification item/started: seen",
      "event wire notification thread/started: seen",
      "event wire notification thread/status/changed: seen",
      "event wire notification thread/tokenUsage/updated: seen",
      "event wire notification turn/completed: seen",
      "event wire notification turn/started: seen",
    ]
  `);
});

test.for(['members in another order', 'spaces between the members', 'CRLF at the end of lines', 'other times'])(
  'does not change with %s',
  (name) => {
    const { mutate } = BENIGN.find(({ change }) => change === name)!;
    for (const recording of ALL) expect(texts(factsOf(mutate(recording)))).toEqual(textsOf(recording));
  },
);

test('does not change with other ids, ports and dates', () => {
  const changed = ALL.filter((recording) => JSON.stringify(renamed(recording)) !== JSON.stringify(recording));
  expect(changed.length).toBeGreaterThan(RECORDINGS.length / 2);
  for (const recording of changed) {
    expect(texts(factsOf(renamed(recording)))).toEqual(textsOf(recording));
  }
});

test('is the same before and after sanitising', () => {
  const world = '/tmp/codex-conformance-1f/world-3';
  const sanitiser = createSanitiser({
    paths: [
      { path: `${world}/workspace`, placeholder: '<WORKSPACE_ROOT>' },
      { path: `${world}/codex-home`, placeholder: '<CODEX_HOME>' },
    ],
    secrets: ['hunter2-hunter2'],
  });
  const words = fc.constantFrom(
    `${world}/workspace`,
    `${world}/codex-home/config.toml`,
    'hunter2-hunter2',
    '/etc/hosts',
  );
  fc.assert(
    fc.property(fc.constantFrom(...ALL), words, words, (recording, path, other) => {
      const raw = changeEachProcess(({ stdout, stderr }) => ({
        stdout: stdout
          .replaceAll('"message":"', `"message":"${path} `)
          .replaceAll('"command":"', `"command":"${other} `),
        stderr: `${stderr}cannot read ${path}\nin ${other}: no\n`,
      }))(recording);
      expect(texts(factsOf(sanitiser.recording(raw)))).toEqual(
        texts(factsOf(raw))
          .map((fact) => fact.replaceAll('hunter2-hunter2', '<REDACTED>'))
          .toSorted(),
      );
    }),
  );
});

test('reads arbitrary recordings without throwing', () => {
  fc.assert(
    fc.property(anyRecording, (recording) => {
      expect(factsOf(recording).length).toBeGreaterThan(0);
    }),
  );
});

test('reads the output of a plain command as text', () => {
  const plain = withProcess(EXEC_STATELESS, { argv: ['exec', '--help'], stdout: 'Usage: codex exec\n\nOptions:\n' });
  expect(texts(factsOf(plain)).filter((fact) => fact.includes(': exec process'))).toEqual([
    'text in exec/stateless/sum: exec process 1 text of other lines: Usage: codex exec > Options:',
  ]);
});

test('differs for nearly all mutants of checks', { timeout: 120_000 }, () => {
  const originals = [EXEC_ITEMS, ...SAMPLES, ...FAILURES].map((recording) => ({
    recording,
    facts: texts(factsOf(recording)).join('\n'),
  }));
  const unseen = mutantsOf(CHECKS).filter(({ check, mutate }) =>
    originals.every(({ recording, facts }) => {
      if (check.language !== undefined && check.language !== languageOf(recording.mode)) return true;
      const mutated = attempt(() => mutate(recording));
      return mutated === null || texts(factsOf(mutated)).join('\n') === facts;
    }),
  );
  expect(unseen.map(({ check, mutant }) => `${check.id}: ${mutant}`).toSorted()).toMatchInlineSnapshot(`
    [
      "app-server/approval/names-item: starts the item in another turn",
      "app-server/handshake/user-agent-names-client: leaves out the version",
      "app-server/handshake/user-agent-names-client: names another client",
      "app-server/handshake/user-agent-names-client: says only who asked",
      "app-server/handshake/user-agent-tells-version: tells a version that differs in its last figure",
      "app-server/handshake/user-agent-tells-version: tells the version before a build",
      "app-server/ids/items: sends pieces of another item",
      "app-server/ids/threads: counts the tokens of an unknown thread",
      "app-server/ids/turns: counts the tokens of another turn",
      "app-server/item/as-model-sent: shows a message that the model did not send",
      "app-server/item/as-model-sent: shows a message under the id of another",
      "app-server/item/as-model-sent: shows another text",
      "app-server/item/deltas-make-text: adds a space to a piece",
      "app-server/item/deltas-make-text: sends a piece twice",
      "app-server/item/deltas-make-text: sends its second piece first",
      "app-server/item/deltas-while-open: sends pieces of another item",
      "app-server/item/file-change-tells-diff: has an empty diff",
      "app-server/item/outcome-as-model-told: tells the model another exit code",
      "app-server/item/outcome-as-model-told: tells the model another output",
      "app-server/item/outcome-as-model-told: tells the model another result of a tool",
      "app-server/item/shows-what-model-sent: hides a search",
      "app-server/item/shows-what-model-sent: hides a second message",
      "app-server/item/shows-what-model-sent: hides a thought",
      "app-server/item/statements-agree: begins with a text that is not kept",
      "app-server/item/user-message-as-client-sent: leaves out the second part",
      "app-server/item/user-message-as-client-sent: shows a text where the client sent an image",
      "app-server/item/user-message-as-client-sent: shows another message than the client sent",
      "app-server/item/user-message-is-prompt: shows the prompt in lower case",
      "app-server/notifications/told-while-running: sends all notifications at the end",
      "app-server/notifications/told-while-running: starts the turn when the reply is complete",
      "app-server/notifications/told-while-running: streams a message when it is complete",
      "app-server/request/resolved-once: reports another request",
      "app-server/request/resolved-once: reports it for another thread",
      "app-server/request/result-as-client-sent: shows another result",
      "app-server/schema/valid-client-messages: declares another name for each method",
      "app-server/schema/valid-client-messages: declares that params are texts",
      "app-server/schema/valid-client-messages: demands a member that the client does not send",
      "app-server/thread/announced-as-answered: announces another",
      "app-server/thread/announced-with-same-fields: announces a later update",
      "app-server/thread/announced-with-same-fields: announces another working directory",
      "app-server/thread/fields-stay: reports another time of creation later",
      "app-server/thread/fields-stay: reports another working directory later",
      "app-server/thread/ids-known: sends an item of an unknown thread",
      "app-server/thread/ids-known: sends pieces of an unknown thread",
      "app-server/thread/ids-known: starts the turn of an unknown thread",
      "app-server/thread/name-as-set: reports another name",
      "app-server/thread/name-as-set: reports the id as name",
      "app-server/thread/preview-is-first-message: shows another message",
      "app-server/thread/session-file: names the session file by another id",
      "app-server/turn/items-in-started-turn: sends pieces in another turn",
      "app-server/turn/items-in-started-turn: starts items in another turn",
      "app-server/turn/plan-as-model-sent: reports another step",
      "app-server/turn/reply-in-completed: lists an earlier reply last",
      "app-server/turn/reply-in-completed: lists another reply",
      "app-server/turn/starts-as-answered: answers with another turn",
      "app-server/turn/starts-as-answered: starts another turn",
      "app-server/usage/as-model-reported: reports other cached tokens",
      "app-server/usage/as-model-reported: reports other input tokens",
      "app-server/usage/as-model-reported: reports other output tokens",
      "app-server/usage/as-model-reported: reports other reasoning tokens",
      "exec/commands/as-called: reports another command",
      "exec/commands/as-called: reports the shell alone",
      "exec/commands/output-as-told: adds a line to the output",
      "exec/commands/output-as-told: alters the output",
      "exec/commands/output-as-told: reports no output",
      "exec/environment/key-of-provider-sent: sends it in another scheme",
      "exec/errors/status-as-answered: tells the status of no answer",
      "exec/events/told-while-running: completes a command after the next reply",
      "exec/events/told-while-running: prints all its events at the end",
      "exec/events/told-while-running: starts a command when it is over",
      "exec/image/reaches-model: sends the path of the picture",
      "exec/items/fields-kept: completes another command",
      "exec/items/fields-kept: completes another plan than it started",
      "exec/items/fields-kept: forgets the command",
      "exec/items/patch-kinds: names other files",
      "exec/last-message/is-final: adds a line feed",
      "exec/messages/thoughts-as-summarised: alters a thought",
      "exec/patches/changes-as-called: names another file",
      "exec/plans/as-called: rewords a step",
      "exec/resume/history-reaches-model: alters the earlier prompt",
      "exec/resume/history-reaches-model: sends a summary instead of the history",
      "exec/resume/same-cache-key: names another cache key",
      "exec/retries/no-more-than-allowed: is allowed less",
      "exec/schema/in-each-request: sends another schema",
      "exec/searches/as-the-model-did: searches for something else",
      "exec/searches/as-the-model-did: starts another search",
      "exec/session/kept-under-thread-id: keeps the session under another id",
      "exec/stdout/distinct-keys: names a key again in escapes",
      "exec/stdout/distinct-keys: names the id of an item twice",
      "exec/stdout/distinct-keys: names the type twice",
      "exec/stdout/jsonl-only: begins with a byte order mark",
      "exec/stdout/jsonl-only: leaves out the last line feed",
      "exec/stdout/jsonl-only: prints an empty line",
      "exec/thread/told-before-first-reply: announces the thread when the first reply is complete",
      "exec/thread/told-before-first-reply: announces the thread with the second request",
      "exec/turn/goes-on-unless-done: is never done",
      "run/model/asked-in-each-turn: asks in another turn",
      "run/model/client-named: names another client",
      "run/model/client-named: names another version",
      "run/model/client-named: names nobody",
      "run/model/ids-agree: names another thread in a header",
      "run/model/same-settings: alters the description of a tool",
      "run/model/same-tools: alters the description of a tool",
      "run/model/same-tools: makes a tool strict",
      "run/model/tool-schemas: has parameters of an unknown type",
      "run/model/tool-schemas: requires a parameter that no tool has",
      "run/model/tool-schemas: requires the same parameter twice",
      "run/model/transport-headers: declares plain text",
      "run/turn/told-after-last-reply: completes the turn before the model is asked",
      "run/turn/told-after-last-reply: completes the turn while the model is speaking",
    ]
  `);
});

/** As another run would have it. */
function renamed(recording: Recording): Recording {
  return JSON.parse(
    JSON.stringify(recording)
      .replaceAll(/01[0-9a-f]{6}-[0-9a-f]{4}-7/g, '01fffffe-0000-7')
      .replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1:5')
      .replaceAll(/2025([-/])09\1\d\d/g, '2031$111$112'),
  ) as Recording;
}

/** A mutant of one kind of recording makes nothing of another. */
function attempt<T>(make: () => T): T | null {
  try {
    return make();
  } catch {
    return null;
  }
}

test('lists session lines and the texts of kept files', () => {
  const path = 'sessions/2026/11/22/rollout-2026-11-22T14-23-08-01a203a3-b074-7ec1-a430-eb9482be42ed.jsonl';
  const lines = { kinds: ['event_msg/task_started'], fields: ['payload'] };
  const facts = factsOf({
    ...EXEC_STATELESS,
    files: [
      { place: 'codex_home', path, kind: 'file', size: 10, lines },
      { place: 'workspace', path: 'last.txt', kind: 'file', size: 0, text: '' },
      { place: 'workspace', path: 'more.txt', kind: 'file', size: 4, text: 'two\nlines' },
    ],
  });
  expect(texts(facts).filter((fact) => / files .* (?:line|field|text)\b/.test(fact))).toEqual([
    'file files codex_home sessions/<DATE>/rollout-<TIME>-<ID>.jsonl field payload: written',
    'file files codex_home sessions/<DATE>/rollout-<TIME>-<ID>.jsonl line event_msg/task_started: written',
    'value in exec/stateless/sum: files workspace last.txt text: empty',
    'value in exec/stateless/sum: files workspace more.txt text: two lines',
  ]);
});
