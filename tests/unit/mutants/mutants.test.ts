import { isDeepStrictEqual } from 'node:util';
import { expect, test } from 'vitest';
import type { Check } from '../../../helpers/checks/check.ts';
import { judge } from '../../../helpers/checks/judge.ts';
import { CHECKS, checksFor } from '../../../helpers/checks/registry.ts';
import type { Evidence } from '../../../helpers/checks/verdict.ts';
import type { Recording } from '../../../helpers/recording/recording.ts';
import { MUTANTS } from '../../../helpers/mutants/registry.ts';
import type { Mutant } from '../../../helpers/mutants/mutant.ts';
import { UNTESTABLE } from '../../../helpers/mutants/untestable.ts';
import { RECORDINGS } from './recordings.ts';
import { SAMPLES } from '../checks/samples.ts';

function checkOf({ check }: Pick<Mutant, 'check'>): Check {
  return CHECKS.find(({ id }) => id === check)!;
}

/** The recordings that the check of a mutant judges. */
function judged(mutant: Pick<Mutant, 'check'>, recordings: readonly Recording[]): Recording[] {
  return recordings.filter(({ mode }) => checkOf(mutant).modes.includes(mode));
}

/** One line for a reader. */
function shown({ message, file, line, expected, actual }: Evidence): string {
  const where = [file, line].filter((part) => part !== undefined).join(':');
  const parts = [
    message,
    where,
    expected === undefined ? '' : `expected ${expected}`,
    actual === undefined ? '' : `actual ${actual}`,
  ];
  return parts.filter((part) => part !== '').join(' | ');
}

test('every mutant names a check, and is the only one of its name', () => {
  const ids = new Set(CHECKS.map(({ id }) => id));
  expect(MUTANTS.filter(({ check }) => !ids.has(check))).toEqual([]);
  const names = MUTANTS.map(({ check, mutant }) => `${check}: ${mutant}`);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

test('every check has two mutants at least', () => {
  const few = CHECKS.filter(({ id }) => MUTANTS.filter(({ check }) => check === id).length < 2);
  expect(few.map(({ id }) => id)).toEqual([]);
});

test('every check passes on every recording, with evidence', () => {
  const results = RECORDINGS.flatMap((recording) => checksFor(recording.mode).map((check) => judge(check, recording)));
  expect(results.filter(({ verdict, evidence }) => verdict !== 'pass' || evidence.length === 0)).toEqual([]);
  expect(new Set(results.map(({ id }) => id))).toEqual(new Set(CHECKS.map(({ id }) => id)));
});

test('every mutant changes each recording that its check judges', () => {
  const idle = MUTANTS.flatMap((mutant) =>
    judged(mutant, RECORDINGS)
      .filter((recording) => isDeepStrictEqual(mutant.mutate(recording), recording))
      .map(({ codex, mode }) => `${mutant.check}: ${mutant.mutant} in ${mode} of ${codex.version}`),
  );
  expect(idle).toEqual([]);
});

test('every mutant fails its check on each recording', () => {
  const alive = MUTANTS.flatMap((mutant) =>
    judged(mutant, RECORDINGS)
      .map((recording) => ({
        version: recording.codex.version,
        result: judge(checkOf(mutant), mutant.mutate(recording)),
      }))
      .filter(({ result }) => result.verdict !== 'fail')
      .map(({ version, result }) => ({ mutant: mutant.mutant, version, result })),
  );
  expect(alive).toEqual([]);
});

test('every mutation leaves the recording that it is given alone', () => {
  const before = structuredClone(SAMPLES);
  for (const mutant of [...MUTANTS, ...UNTESTABLE]) judged(mutant, SAMPLES).forEach(mutant.mutate);
  expect(SAMPLES).toEqual(before);
});

test('the evidence of a failure says what is wrong, where, and what was to be seen', () => {
  const told = MUTANTS.map((mutant) => {
    const sample = judged(mutant, SAMPLES).at(-1)!;
    const { evidence } = judge(checkOf(mutant), mutant.mutate(sample));
    return `${mutant.check}: ${mutant.mutant}${evidence.map((each) => `\n  ${shown(each)}`).join('')}`;
  });
  expect(told.join('\n')).toMatchInlineSnapshot(`
    "run/process/exits-by-itself: outlives its deadline
      process 1: it outlived its deadline and was killed | run.json
    run/process/exits-by-itself: hangs after its turn
      process 1: it did not exit after the last event of its turn and was killed | run.json
    run/process/exits-by-itself: is killed from outside
      process 1: it was killed by SIGSEGV | run.json
    run/process/exits-by-itself: is interrupted
      process 1: the run was interrupted | run.json
    run/process/exits-by-itself: cannot be started
      process 1: it could not be started: spawn ENOENT | run.json
    run/process/leaves-no-child: leaves a child behind
      process 1 left a child behind | run.json | actual sleep 1000
    run/process/leaves-no-child: leaves two behind
      process 1 left a child behind | run.json | actual a process that cannot be found holds the output open
      process 1 left a child behind | run.json | actual bwrap
    run/network/stays-on-loopback: tunnels to a host
      process 1 tried to reach another host | network.jsonl | actual api.openai.com:443
    run/network/stays-on-loopback: asks a host in plain
      process 1 tried to reach another host | network.jsonl | actual http://example.com/latest
    run/model/requests-well-formed: sends a malformed request
      \`stream\` is not true | model.jsonl:1
    run/model/requests-well-formed: asks once too often
      unscripted request: number 2 | model.jsonl:1
    run/model/asked-in-each-turn: loses the prompt
      turn 1: none of 1 requests to the model holds the prompt | model.jsonl | expected What is 128 + 64?
    run/model/asked-in-each-turn: drops the last letter of the prompt
      turn 1: none of 1 requests to the model holds the prompt | model.jsonl | expected What is 128 + 64?
    run/model/asked-in-each-turn: adds a line to the prompt
      turn 1: none of 1 requests to the model holds the prompt | model.jsonl | expected What is 128 + 64?
    run/model/asked-in-each-turn: wraps the prompt
      turn 1: none of 1 requests to the model holds the prompt | model.jsonl | expected What is 128 + 64?
    run/model/asked-in-each-turn: never asks
      turn 1: none of 0 requests to the model holds the prompt | model.jsonl | expected What is 128 + 64?
    run/model/asked-in-each-turn: asks in another turn
      turn 1: none of 0 requests to the model holds the prompt | model.jsonl | expected What is 128 + 64?
    exec/stdout/jsonl-only: prints a warning first
      not JSON: Unexpected token 'W', "WARNING: p"... is not valid JSON | stdout.2.jsonl:1 | actual WARNING: proceeding without PATH aliases
    exec/stdout/jsonl-only: prints an empty line
      an empty line | stdout.2.jsonl:3 | actual 
    exec/stdout/jsonl-only: prints a list
      JSON, but not an object | stdout.2.jsonl:3 | actual [1]
    exec/stdout/jsonl-only: prints a number last
      JSON, but not an object | stdout.2.jsonl:5 | actual 7
    exec/stdout/jsonl-only: prints null
      JSON, but not an object | stdout.2.jsonl:2 | actual null
    exec/stdout/jsonl-only: prints two events in a line
      not JSON: Unexpected non-whitespace character after JSON at position 76 | stdout.2.jsonl:1 | actual {"type":"thread.started","thread_id":"0199a213-81c0-7800-8aa1-bbab2a035a53"}{"type":"turn.started"}
    exec/stdout/jsonl-only: cuts its last line
      not JSON: Expected ',' or '}' after property value in JSON at position 98 | stdout.2.jsonl:4 | actual {"type":"turn.completed","usage":{"input_tokens":1200,"cached_input_tokens":400,"output_tokens":60
    exec/stdout/jsonl-only: leaves out the last line feed
      the last line has no line feed | stdout.2.jsonl:4 | actual {"type":"turn.completed","usage":{"input_tokens":1200,"cached_input_tokens":400,"output_tokens":60}}
    exec/stdout/jsonl-only: begins with a byte order mark
      a byte order mark | stdout.2.jsonl:1 | actual {"type":"thread.started","thread_id":"0199a213-81c0-7800-8aa1-bbab2a035a53"}
    exec/events/known-shape: has a number for the thread id
      thread_id: Invalid input: expected string, received number | stdout.2.jsonl:1 | actual {"type":"thread.started","thread_id":7}
    exec/events/known-shape: counts no output
      usage.output_tokens: Invalid input: expected number, received undefined | stdout.2.jsonl:4 | actual {"type":"turn.completed","usage":{"input_tokens":1,"cached_input_tokens":0}}
    exec/events/known-shape: counts halves
      usage.output_tokens: Invalid input: expected int, received number | stdout.2.jsonl:4 | actual {"type":"turn.completed","usage":{"input_tokens":1200,"cached_input_tokens":400,"output_tokens":0.5}}
    exec/events/known-shape: has an item without an id
      item.id: Invalid input: expected string, received undefined | stdout.2.jsonl:3 | actual {"type":"item.completed","item":{"type":"agent_message","text":"x"}}
    exec/events/known-shape: has no item
      item: Invalid input: expected object, received undefined | stdout.2.jsonl:3 | actual {"type":"item.completed"}
    exec/events/known-shape: has a list of texts
      item.text: Invalid input: expected string, received array | stdout.2.jsonl:3 | actual {"type":"item.completed","item":{"id":"item_0","type":"agent_message","text":["x"]}}
    exec/events/known-shape: names no type
      type: Invalid discriminator value. Expected 'thread.started' | 'turn.started' | 'turn.completed' | 'turn.failed' | 'item.started' | 'item.updated' | 'item.completed' | 'error' | stdout.2.jsonl:2 | actual {}
    exec/events/thread-started-first: never says which thread
      the first event is another | stdout.2.jsonl:1 | actual {"type":"turn.started"}
    exec/events/thread-started-first: says it twice
      thread.started comes again | stdout.2.jsonl:2 | actual {"type":"thread.started","thread_id":"0199a213-81c0-7800-8aa1-bbab2a035a53"}
    exec/events/thread-started-first: says it again at the end
      thread.started comes again | stdout.2.jsonl:5 | actual {"type":"thread.started","thread_id":"0199a213-81c0-7800-8aa1-bbab2a035a53"}
    exec/events/thread-started-first: says it second
      the first event is another | stdout.2.jsonl:1 | actual {"type":"turn.started"}
    exec/events/thread-started-first: has an empty id
      the thread id is empty | stdout.2.jsonl:1 | actual {"type":"thread.started","thread_id":""}
    exec/events/thread-started-first: begins with an unknown event
      the first event is another | stdout.2.jsonl:1 | actual {"type":"session.ready"}
    exec/events/terminal-event-last: never ends the turn
      no event ends the turn; the last line is | stdout.2.jsonl:3 | actual {"type":"item.completed","item":{"id":"item_0","type":"agent_message","text":"REF-7K3X4PLUS2MQ"}}
    exec/events/terminal-event-last: ends the turn twice
      the turn ends again | stdout.2.jsonl:5 | actual {"type":"turn.completed","usage":{"input_tokens":1200,"cached_input_tokens":400,"output_tokens":60}}
    exec/events/terminal-event-last: fails and completes
      the turn ends again | stdout.2.jsonl:5 | actual {"type":"turn.completed","usage":{"input_tokens":1200,"cached_input_tokens":400,"output_tokens":60}}
    exec/events/terminal-event-last: says something afterwards
      something follows the event that ends the turn | stdout.2.jsonl:5 | actual {"type":"item.completed","item":{"id":"i","type":"reasoning","text":"…"}}
    exec/events/terminal-event-last: says something unknown afterwards
      something follows the event that ends the turn | stdout.2.jsonl:5 | actual {"type":"session.closed"}
    exec/exit/agrees-with-terminal-event: exits with 1 after a turn that completed
      process 2 printed turn.completed | run.json | expected exit code 0 | actual exit code 1
    exec/exit/agrees-with-terminal-event: exits with 0 after a turn that failed
      process 2 printed turn.failed | run.json | expected an exit code other than 0 | actual exit code 0
    exec/exit/agrees-with-terminal-event: dies after a turn that completed
      process 2 printed turn.completed | run.json | expected exit code 0 | actual killed by SIGABRT
    exec/exit/agrees-with-terminal-event: exits with 0 in mid-turn
      process 2 printed no event that ends a turn | run.json | expected an exit code other than 0 | actual exit code 0
    exec/turn/completes: fails the turn
      process 2 | stdout.2.jsonl | expected turn.completed | actual turn.failed: stream disconnected
    exec/turn/completes: never ends the turn
      process 2 | stdout.2.jsonl | expected turn.completed | actual no terminal event
    exec/resume/same-thread: begins another thread
      the resumed turn names another thread | stdout.2.jsonl | expected 0199a213-81c0-7800-8aa1-bbab2a035a53 | actual another
    exec/resume/same-thread: changes one letter of the id
      the resumed turn names another thread | stdout.2.jsonl | expected 0199a213-81c0-7800-8aa1-bbab2a035a53 | actual 0199a213-81c0-7800-8aa1-bbab2a035a50
    exec/resume/same-thread: names no thread
      the resumed turn names another thread | stdout.2.jsonl | expected 0199a213-81c0-7800-8aa1-bbab2a035a53 | actual no thread
    exec/resume/history-reaches-model: loses the history
      the resumed turn did not send the prompt of turn 1 | model.jsonl | expected Remember REF-7K3X4PLUS2MQ.
      the resumed turn did not send the reply of turn 1 | model.jsonl | expected STORED
    exec/resume/history-reaches-model: loses the earlier prompt
      the resumed turn did not send the prompt of turn 1 | model.jsonl | expected Remember REF-7K3X4PLUS2MQ.
    exec/resume/history-reaches-model: loses the earlier reply
      the resumed turn did not send the reply of turn 1 | model.jsonl | expected STORED
    exec/resume/history-reaches-model: alters the earlier prompt
      the resumed turn did not send the prompt of turn 1 | model.jsonl | expected Remember REF-7K3X4PLUS2MQ.
    exec/resume/history-reaches-model: shortens the history to a summary
      the resumed turn did not send the prompt of turn 1 | model.jsonl | expected Remember REF-7K3X4PLUS2MQ.
    app-server/wire/valid-messages: prints a line of a log
      not a message: not JSON | wire.jsonl:2 | actual 2026-01-01T00:00:00Z ERROR codex_core: no rollout
    app-server/wire/valid-messages: prints an empty line
      not a message: an empty line | wire.jsonl:1 | actual 
    app-server/wire/valid-messages: sends a batch
      not a message: an array instead of an object | wire.jsonl:4 | actual [{"id":9,"result":{}}]
    app-server/wire/valid-messages: answers with result and error
      not a message: an answer with both result and error | wire.jsonl:6 | actual {"id":2,"result":{"thread":{"id":"0199a213-81c0-7800-8aa1-bbab2a035a53"},"model":"m"},"error":{"code":-32600,"message":"Invalid request"}}
    app-server/wire/valid-messages: has a number for the method
      not a message: a malformed notification: method: Invalid input: expected string, received number | wire.jsonl:10 | actual {"method":7,"params":{"threadId":"0199a213-81c0-7800-8aa1-bbab2a035a53","turn":{"id":"0199a213-81d0-7421-9c52-3a1f62a1e2ab","items":[],"status":"inProgress","error":null}}}
    app-server/wire/valid-messages: answers without an id
      not a message: a malformed answer: id: expected a string or an integer | wire.jsonl:2 | actual {"result":{"userAgent":"c/0.98.0"}}
    app-server/wire/valid-messages: has an id that is no number
      not a message: a malformed answer: id: expected a string or an integer | wire.jsonl:2 | actual {"id":null,"result":{"userAgent":"c/0.98.0"}}
    app-server/wire/one-answer-per-request: answers not at all
      turn/start was answered 0 times | wire.jsonl:7 | actual {"method":"turn/start","id":3,"params":{"threadId":"0199a213-81c0-7800-8aa1-bbab2a035a53","input":[{"type":"text","text":"What is 128 + 64?"}]}}
    app-server/wire/one-answer-per-request: answers twice
      thread/start was answered 2 times | wire.jsonl:4 | actual {"method":"thread/start","id":2,"params":{}}
    app-server/wire/one-answer-per-request: answers to nobody
      an answer to no request | wire.jsonl:3 | actual {"id":99,"result":{"userAgent":"c/0.98.0"}}
    app-server/wire/one-answer-per-request: answers under the text of the id
      thread/start was answered 0 times | wire.jsonl:4 | actual {"method":"thread/start","id":2,"params":{}}
      an answer to no request | wire.jsonl:6 | actual {"id":"2","result":{"thread":{"id":"0199a213-81c0-7800-8aa1-bbab2a035a53"},"model":"m"}}
    app-server/wire/no-error-answers: refuses the handshake
      initialize: Invalid request (-32600) | wire.jsonl:2 | actual {"id":1,"error":{"code":-32600,"message":"Invalid request"}}
    app-server/wire/no-error-answers: refuses the turn
      turn/start: Invalid request (-32600) | wire.jsonl:9 | actual {"id":3,"error":{"code":-32600,"message":"Invalid request","data":{"turn":null}}}
    app-server/thread/announced-as-answered: never announces the thread
      the thread was never announced | wire.jsonl | actual 0199a213-81c0-7800-8aa1-bbab2a035a53
    app-server/thread/announced-as-answered: announces another
      the thread was never announced | wire.jsonl | actual 0199a213-81c0-7800-8aa1-bbab2a035a53
      a thread was announced that nobody started | wire.jsonl | actual 0199a213-81c0-7800-8aa1-bbab2a035a50
    app-server/thread/announced-as-answered: announces another one too
      a thread was announced that nobody started | wire.jsonl | actual another
    app-server/thread/announced-as-answered: answers with another
      the thread was never announced | wire.jsonl | actual another
      a thread was announced that nobody started | wire.jsonl | actual 0199a213-81c0-7800-8aa1-bbab2a035a53
    app-server/turn/completes: fails the turn
      stream disconnected | wire.jsonl:15 | actual {"method":"turn/completed","params":{"threadId":"0199a213-81c0-7800-8aa1-bbab2a035a53","turn":{"id":"0199a213-81d0-7421-9c52-3a1f62a1e2ab","items":[],"status":"failed","error":{"message":"stream disconnected"}}}}
    app-server/turn/completes: interrupts the turn
      the status is interrupted | wire.jsonl:15 | actual {"method":"turn/completed","params":{"threadId":"0199a213-81c0-7800-8aa1-bbab2a035a53","turn":{"id":"0199a213-81d0-7421-9c52-3a1f62a1e2ab","items":[],"status":"interrupted","error":null}}}
    app-server/turn/completes: never ends the turn
      no turn/completed came | wire.jsonl
    app-server/turn/completes: ends the turn with an error instead
      no turn/completed came; the server said: no such model | wire.jsonl
    app-server/exit/clean-after-eof: exits with 1
      process 1 | run.json | expected exit code 0 | actual exit code 1
    app-server/exit/clean-after-eof: is killed
      process 1 | run.json | expected exit code 0 | actual killed by SIGKILL
    app-server/exit/clean-after-eof: dies by a signal
      process 1 | run.json | expected exit code 0 | actual killed by SIGPIPE
    turn/reply/exact: adds a space
      turn 1: another reply came | wire.jsonl | expected 192 | actual 192 
    turn/reply/exact: adds a line
      turn 1: another reply came | wire.jsonl | expected 192 | actual 192

    turn/reply/exact: alters a letter
      turn 1: another reply came | wire.jsonl | expected 192 | actual 19_
    turn/reply/exact: says nothing
      turn 1: another reply came | wire.jsonl | expected 192 | actual 
    turn/reply/exact: sends no reply
      turn 1: no reply came | wire.jsonl | expected 192
    turn/reply/exact: goes on with another reply
      turn 1: another reply came | wire.jsonl | expected 192 | actual Done.
    turn/thread/id-known-to-model: prints another id
      process 1 speaks to the model under another id | model.jsonl | expected 01a20329-be70-7183-8018-9048882309e1 | actual 0199a213-81c0-7800-8aa1-bbab2a035a53
    turn/thread/id-known-to-model: names another cache key
      process 1 speaks to the model under another id | model.jsonl | expected 0199a213-81c0-7800-8aa1-bbab2a035a53 | actual another
    turn/thread/id-known-to-model: names another session
      process 1 speaks to the model under another id | model.jsonl | expected 0199a213-81c0-7800-8aa1-bbab2a035a53 | actual another
    turn/thread/id-known-to-model: prints no id
      process 1 speaks to the model under another id | model.jsonl | expected a thread id | actual 0199a213-81c0-7800-8aa1-bbab2a035a53"
  `);
});

test('every check says what is missing in a recording that does not hold what it speaks of', () => {
  const unsaid = CHECKS.filter(({ id }) => !UNTESTABLE.some(({ check }) => check === id));
  expect(unsaid.map(({ id }) => id)).toEqual([]);
  const told = UNTESTABLE.flatMap((mutant) =>
    judged(mutant, SAMPLES).map((sample) => {
      const { verdict, reason, evidence } = judge(checkOf(mutant), mutant.mutate(sample));
      return `${mutant.check}, ${mutant.mutant}: ${verdict}, ${reason}, ${evidence.length}`;
    }),
  );
  expect([...new Set(told)].join('\n')).toMatchInlineSnapshot(`
    "run/process/exits-by-itself, no process: untestable, no process was recorded, 0
    run/process/leaves-no-child, no process: untestable, no process was recorded, 0
    run/network/stays-on-loopback, no request: untestable, codex never spoke to the model, so what else it reaches for is not known, 0
    run/model/requests-well-formed, no request: untestable, codex never spoke to the model, 0
    run/model/asked-in-each-turn, no turn: untestable, the scenario has no turn, 0
    exec/stdout/jsonl-only, no process: untestable, nothing was printed to stdout, 0
    exec/stdout/jsonl-only, no output: untestable, nothing was printed to stdout, 0
    exec/events/known-shape, no output: untestable, no event of a known type was printed, 0
    exec/events/known-shape, only unknown events: untestable, no event of a known type was printed, 0
    exec/events/thread-started-first, no process: untestable, process 1 printed nothing to stdout, 0
    exec/events/thread-started-first, no output: untestable, process 1 printed nothing to stdout, 0
    exec/events/terminal-event-last, no process: untestable, process 1 printed nothing to stdout, 0
    exec/events/terminal-event-last, no output: untestable, process 1 printed nothing to stdout, 0
    exec/exit/agrees-with-terminal-event, no process: untestable, process 1 printed nothing to stdout, 0
    exec/exit/agrees-with-terminal-event, no output: untestable, process 1 printed nothing to stdout, 0
    exec/turn/completes, no process: untestable, process 1 printed nothing to stdout, 0
    exec/turn/completes, no output: untestable, process 1 printed nothing to stdout, 0
    exec/resume/same-thread, no process: untestable, the first turn named no thread, 0
    exec/resume/same-thread, one process: untestable, no turn was resumed, 0
    exec/resume/same-thread, no thread in the first turn: untestable, the first turn named no thread, 0
    exec/resume/history-reaches-model, no turn: untestable, no turn was resumed, 0
    exec/resume/history-reaches-model, one turn: untestable, no turn was resumed, 0
    exec/resume/history-reaches-model, no request of the resumed turn: untestable, no request to the model came from the resumed turn, 0
    app-server/wire/valid-messages, no process: untestable, the server sent nothing, 0
    app-server/wire/valid-messages, no output: untestable, the server sent nothing, 0
    app-server/wire/one-answer-per-request, no wire: untestable, the client sent no request, 0
    app-server/wire/no-error-answers, no wire: untestable, the server answered no request, 0
    app-server/wire/no-error-answers, no answer: untestable, the server answered no request, 0
    app-server/thread/announced-as-answered, no wire: untestable, no thread was started, 0
    app-server/thread/announced-as-answered, no thread: untestable, no thread was started, 0
    app-server/turn/completes, no process: untestable, nothing crossed the wire, 0
    app-server/turn/completes, no wire: untestable, nothing crossed the wire, 0
    app-server/exit/clean-after-eof, no process: untestable, no process was recorded, 0
    turn/reply/exact, no turn: untestable, the scenario expects no reply, 0
    turn/thread/id-known-to-model, no request: untestable, codex told the model no id of its thread, 0
    turn/thread/id-known-to-model, no id in any request: untestable, codex told the model no id of its thread, 0"
  `);
});
