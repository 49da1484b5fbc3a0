import { isDeepStrictEqual } from 'node:util';
import { expect, test } from 'vitest';
import type { Check } from '../../../helpers/checks/check.ts';
import { judge } from '../../../helpers/checks/judge.ts';
import { CHECKS, checksFor, judges } from '../../../helpers/checks/registry.ts';
import type { Evidence } from '../../../helpers/checks/verdict.ts';
import type { Recording } from '../../../helpers/recording/recording.ts';
import { MUTANTS } from '../../../helpers/mutants/registry.ts';
import type { Mutant } from '../../../helpers/mutants/mutant.ts';
import { UNTESTABLE } from '../../../helpers/mutants/untestable.ts';
import { FAILURES, RECORDINGS } from './recordings.ts';
import { EXEC_ITEMS } from '../checks/exec-samples.ts';
import { SAMPLES } from '../checks/samples.ts';

function checkOf({ check }: Pick<Mutant, 'check'>): Check {
  return CHECKS.find(({ id }) => id === check)!;
}

/** The recordings that hold what the check of a mutant speaks of: good ones, or if there is none, those of failures. */
function judged(mutant: Pick<Mutant, 'check'>, recordings: readonly Recording[] = RECORDINGS): Recording[] {
  const good = passing(checkOf(mutant), recordings);
  return good.length > 0 ? good : passing(checkOf(mutant), [EXEC_ITEMS, ...FAILURES]);
}

function passing(check: Check, recordings: readonly Recording[]): Recording[] {
  return recordings
    .filter(({ mode, scenario }) => judges(check, mode, scenario))
    .filter((each) => judge(check, each).verdict === 'pass');
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

test('every check passes with evidence on every recording that holds what it speaks of', () => {
  const results = RECORDINGS.flatMap(({ codex, ...recording }) =>
    checksFor(recording.mode).map((check) => ({ version: codex.version, ...judge(check, { codex, ...recording }) })),
  );
  expect(results.filter(({ verdict, evidence }) => verdict === 'pass' && evidence.length === 0)).toEqual([]);
  expect(CHECKS.filter(({ id }) => judged({ check: id }).length === 0).map(({ id }) => id)).toEqual([]);
  // A `may` can fail on a real binary, and not in each of its runs.
  const others = results.filter(
    ({ verdict, level }) => verdict !== 'pass' && verdict !== 'not-applicable' && level !== 'may',
  );
  expect(others).toEqual([]);
});

test('every mutant changes each recording that its check judges', () => {
  const idle = MUTANTS.flatMap((mutant) =>
    judged(mutant)
      .filter((recording) => isDeepStrictEqual(mutant.mutate(recording), recording))
      .map(({ codex, mode }) => `${mutant.check}: ${mutant.mutant} in ${mode} of ${codex.version}`),
  );
  expect(idle).toEqual([]);
});

test('every mutant fails its check on each recording', () => {
  const alive = MUTANTS.flatMap((mutant) =>
    judged(mutant)
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
    run/model/asked-no-more-than-needed: asks twice
      process 1 asked the model too often | model.jsonl | expected at most 1 requests | actual 2 requests
    run/model/asked-no-more-than-needed: asks for a title first
      process 1 asked the model too often | model.jsonl | expected at most 1 requests | actual 2 requests
    run/files/workspace-untouched: leaves a file in the workspace
      a file was added to the workspace | files.json | actual notes.txt
    run/files/workspace-untouched: leaves a folder in the workspace
      a folder was added to the workspace | files.json | actual .codex
    run/files/workspace-untouched: leaves a file that looks like the repository
      a file was added to the workspace | files.json | actual .gitignore
    run/files/repository-untouched: writes an object
      a file was added to the .git folder | files.json | actual .git/objects/4b/825dc642cb6eb9a060e54bf8d69288fbee4904
    run/files/repository-untouched: leaves a lock
      a file was added to the .git folder | files.json | actual .git/index.lock
    run/files/home-untouched: writes a configuration into the home folder
      a file was added to the home folder | files.json | actual .codex/config.toml
    run/files/home-untouched: leaves a cache in the home folder
      a folder was added to the home folder | files.json | actual .cache
    run/files/tmp-empty: leaves a file in TMPDIR
      a file was added to TMPDIR | files.json | actual codex-bwrap-synthetic-mount-targets-0
    run/files/tmp-empty: leaves a folder in TMPDIR
      a folder was added to TMPDIR | files.json | actual codex-home
    run/output/no-credentials: logs a credential
      a credential is printed | stderr.txt:2 | actual OPENAI_API_KEY=<REDACTED>
    run/output/no-credentials: logs one that no recorder took out
      a credential is printed | stderr.txt:1 | actual OPENAI_API_KEY=<REDACTED>
    run/output/no-credentials: prints a credential
      a credential is printed | wire.jsonl:8 | actual {"method":"thread/started","params":{"thread":{"id":"0199a213-81c0-7800-8aa1-bbab2a035a53"},"token":"<REDACTED>"}}
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
    exec/stdout/distinct-keys: names the type twice
      a key comes again: type | stdout.2.jsonl:4 | actual {"type":"turn.completed","type":"turn.completed","usage":{"input_tokens":1200,"cached_input_tokens":400,"output_tokens":60}}
    exec/stdout/distinct-keys: names the id of an item twice
      a key comes again: item.id | stdout.2.jsonl:3 | actual {"type":"item.completed","item":{"id":"ws_1","id":"item_0","type":"agent_message","text":"REF-7K3X4PLUS2MQ"}}
    exec/stdout/distinct-keys: names a key again in escapes
      a key comes again: thread_id | stdout.2.jsonl:1 | actual {"type":"thread.started","thread\\u005fid":"","thread_id":"0199a213-81c0-7800-8aa1-bbab2a035a53"}
    exec/events/known-shape: has a number for the thread id
      thread_id: Invalid input: expected string, received number | stdout.2.jsonl:1 | actual {"type":"thread.started","thread_id":7}
    exec/events/known-shape: counts nothing
      usage: Invalid input: expected object, received undefined | stdout.2.jsonl:4 | actual {"type":"turn.completed"}
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
    exec/events/known-shape: complains without a message
      message: Invalid input: expected string, received undefined | stdout.2.jsonl:3 | actual {"type":"error"}
    exec/events/thread-started-first: never says which thread
      the first event is another | stdout.2.jsonl:1 | actual {"type":"turn.started"}
    exec/events/thread-started-first: says it twice
      thread.started comes again | stdout.2.jsonl:2 | actual {"type":"thread.started","thread_id":"0199a213-81c0-7800-8aa1-bbab2a035a53"}
    exec/events/thread-started-first: says it again at the end
      thread.started comes again | stdout.2.jsonl:5 | actual {"type":"thread.started","thread_id":"0199a213-81c0-7800-8aa1-bbab2a035a53"}
    exec/events/thread-started-first: says it second
      the first event is another | stdout.2.jsonl:1 | actual {"type":"turn.started"}
      thread.started comes again | stdout.2.jsonl:2 | actual {"type":"thread.started","thread_id":"0199a213-81c0-7800-8aa1-bbab2a035a53"}
    exec/events/thread-started-first: has an empty id
      the thread id is empty | stdout.2.jsonl:1 | actual {"type":"thread.started","thread_id":""}
    exec/events/thread-started-first: begins with an unknown event
      the first event is another | stdout.2.jsonl:1 | actual {"type":"session.ready"}
      thread.started comes again | stdout.2.jsonl:2 | actual {"type":"thread.started","thread_id":"0199a213-81c0-7800-8aa1-bbab2a035a53"}
    exec/events/turn-started-once: never starts the turn
      no turn.started came; the last line is | stdout.2.jsonl:3 | actual {"type":"turn.completed","usage":{"input_tokens":1200,"cached_input_tokens":400,"output_tokens":60}}
    exec/events/turn-started-once: starts the turn twice
      the turn starts again | stdout.2.jsonl:3 | actual {"type":"turn.started"}
    exec/events/turn-started-once: starts another turn at the end
      the turn starts again | stdout.2.jsonl:4 | actual {"type":"turn.started"}
    exec/events/only-warnings-before-turn: replies before the turn starts
      item.completed comes before the turn starts | stdout.2.jsonl:2 | actual {"type":"item.completed","item":{"id":"item_0","type":"agent_message","text":"REF-7K3X4PLUS2MQ"}}
    exec/events/only-warnings-before-turn: ends the turn before it starts
      item.completed comes before the turn starts | stdout.2.jsonl:2 | actual {"type":"item.completed","item":{"id":"item_0","type":"agent_message","text":"REF-7K3X4PLUS2MQ"}}
      turn.completed comes before the turn starts | stdout.2.jsonl:3 | actual {"type":"turn.completed","usage":{"input_tokens":1200,"cached_input_tokens":400,"output_tokens":60}}
    exec/events/only-warnings-before-turn: runs a command before the turn starts
      item.started comes before the turn starts | stdout.2.jsonl:2 | actual {"type":"item.started","item":{"id":"item_0","type":"command_execution","command":"/bin/bash -lc 'ls'","aggregated_output":"","exit_code":null,"status":"in_progress"}}
      item.completed comes before the turn starts | stdout.2.jsonl:3 | actual {"type":"item.completed","item":{"id":"item_0","type":"command_execution","command":"/bin/bash -lc 'ls'","aggregated_output":"a\\n","exit_code":0,"status":"completed"}}
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
    exec/turn/completes: fails the turn
      process 2 | stdout.2.jsonl | expected turn.completed | actual turn.failed: stream disconnected
    exec/turn/completes: never ends the turn
      process 2 | stdout.2.jsonl | expected turn.completed | actual no terminal event
    exec/items/unique-ids: completes an item twice
      item_0 was completed before | stdout.2.jsonl:4 | actual {"type":"item.completed","item":{"id":"item_0","type":"agent_message","text":"REF-7K3X4PLUS2MQ"}}
    exec/items/unique-ids: goes on under an old id
      item_0 was completed before | stdout.2.jsonl:4 | actual {"type":"item.started","item":{"id":"item_0","type":"command_execution","command":"/bin/bash -lc 'ls'","aggregated_output":"","exit_code":null,"status":"in_progress"}}
      item_0 was completed before | stdout.2.jsonl:5 | actual {"type":"item.completed","item":{"id":"item_0","type":"command_execution","command":"/bin/bash -lc 'ls'","aggregated_output":"a\\n","exit_code":0,"status":"completed"}}
    exec/items/sequential-ids: counts from 1
      the next id is item_0 | stdout.2.jsonl:3 | actual {"type":"item.completed","item":{"id":"item_1","type":"agent_message","text":"REF-7K3X4PLUS2MQ"}}
    exec/items/sequential-ids: skips each second number
      the next id is item_0 | stdout.2.jsonl:3 | actual {"type":"item.completed","item":{"id":"item_1","type":"agent_message","text":"REF-7K3X4PLUS2MQ"}}
    exec/items/sequential-ids: writes numbers with zeros
      the next id is item_0 | stdout.2.jsonl:3 | actual {"type":"item.completed","item":{"id":"item_00","type":"agent_message","text":"REF-7K3X4PLUS2MQ"}}
    exec/items/sequential-ids: uses the ids of the model
      the next id is item_0 | stdout.2.jsonl:3 | actual {"type":"item.completed","item":{"id":"msg_0","type":"agent_message","text":"REF-7K3X4PLUS2MQ"}}
    exec/items/started-once: starts a command twice
      item_0 is open already | stdout.jsonl:4 | actual {"type":"item.started","item":{"id":"item_0","type":"command_execution","command":"/bin/bash -lc 'ls'","aggregated_output":"","exit_code":null,"status":"in_progress"}}
    exec/items/started-once: starts a list again to update it
      item_0 is open already | stdout.jsonl:4 | actual {"type":"item.started","item":{"id":"item_0","type":"todo_list","items":[{"text":"look","completed":true}]}}
    exec/items/updated-while-open: updates a list that was not started
      item_0 is not started | stdout.jsonl:3 | actual {"type":"item.updated","item":{"id":"item_0","type":"todo_list","items":[{"text":"look","completed":true}]}}
    exec/items/updated-while-open: updates a list after its end
      item_0 is completed | stdout.jsonl:5 | actual {"type":"item.updated","item":{"id":"item_0","type":"todo_list","items":[{"text":"look","completed":true}]}}
    exec/items/one-type: completes a command as a patch
      item_0 was started as command_execution | stdout.jsonl:4 | actual {"type":"item.completed","item":{"id":"item_0","type":"file_change","changes":[{"path":"/w/a","kind":"add"}],"status":"completed"}}
    exec/items/one-type: completes a search as a call
      item_0 was started as web_search | stdout.jsonl:4 | actual {"type":"item.completed","item":{"id":"item_0","type":"mcp_tool_call","server":"s","tool":"t","status":"completed"}}
    exec/items/completed-by-end-of-turn: never completes a command
      never completed: item_0 | stdout.jsonl:10 | actual {"type":"turn.completed","usage":{"input_tokens":1200,"cached_input_tokens":400,"output_tokens":60}}
    exec/items/completed-by-end-of-turn: never completes a list
      never completed: item_0 | stdout.jsonl:11 | actual {"type":"turn.completed","usage":{"input_tokens":1200,"cached_input_tokens":400,"output_tokens":60}}
    exec/items/whole-when-told: starts a message
      item.started of an item of the type agent_message | stdout.2.jsonl:3 | actual {"type":"item.started","item":{"id":"item_0","type":"agent_message","text":""}}
    exec/items/whole-when-told: updates reasoning
      item.updated of an item of the type reasoning | stdout.2.jsonl:3 | actual {"type":"item.updated","item":{"id":"item_0","type":"reasoning","text":"H"}}
    exec/items/whole-when-told: starts a warning
      item.started of an item of the type error | stdout.2.jsonl:3 | actual {"type":"item.started","item":{"id":"item_0","type":"error","message":""}}
    exec/items/status-fits-event: completes a command that runs
      the status is in_progress | stdout.jsonl:4 | actual {"type":"item.completed","item":{"id":"item_0","type":"command_execution","command":"/bin/bash -lc 'ls'","aggregated_output":"a\\n","exit_code":0,"status":"in_progress"}}
    exec/items/status-fits-event: starts a command that is over
      the status is completed | stdout.jsonl:3 | actual {"type":"item.started","item":{"id":"item_0","type":"command_execution","command":"/bin/bash -lc 'ls'","aggregated_output":"","exit_code":null,"status":"completed"}}
    exec/items/exit-code-fits-status: completes with another exit code
      exit code 3, with the status completed | stdout.jsonl:4 | actual {"type":"item.completed","item":{"id":"item_0","type":"command_execution","command":"/bin/bash -lc 'ls'","aggregated_output":"a\\n","exit_code":3,"status":"completed"}}
    exec/items/exit-code-fits-status: fails with exit code 0
      exit code 0, with the status failed | stdout.jsonl:4 | actual {"type":"item.completed","item":{"id":"item_0","type":"command_execution","command":"/bin/bash -lc 'ls'","aggregated_output":"a\\n","exit_code":0,"status":"failed"}}
    exec/items/exit-code-fits-status: completes without an exit code
      no exit code, with the status completed | stdout.jsonl:4 | actual {"type":"item.completed","item":{"id":"item_0","type":"command_execution","command":"/bin/bash -lc 'ls'","aggregated_output":"a\\n","exit_code":null,"status":"completed"}}
    exec/items/exit-code-fits-status: leaves the exit code out
      no exit code, with the status failed | stdout.jsonl:4 | actual {"type":"item.completed","item":{"id":"item_0","type":"command_execution","command":"/bin/bash -lc 'ls'","aggregated_output":"a\\n","status":"failed"}}
    exec/usage/not-negative: has cached less than nothing
      cached_input_tokens is -1 | stdout.2.jsonl:4 | actual {"type":"turn.completed","usage":{"input_tokens":1200,"cached_input_tokens":-1,"output_tokens":60}}
    exec/usage/not-negative: has read less than nothing
      input_tokens is -400 | stdout.2.jsonl:4 | actual {"type":"turn.completed","usage":{"input_tokens":-400,"cached_input_tokens":400,"output_tokens":60}}
    exec/usage/parts-within-whole: has cached more than it read
      1201 of 1200 input tokens are cached | stdout.2.jsonl:4 | actual {"type":"turn.completed","usage":{"input_tokens":1200,"cached_input_tokens":1201,"output_tokens":60}}
    exec/usage/parts-within-whole: thinks more than it says
      61 of 60 output tokens are reasoning | stdout.2.jsonl:4 | actual {"type":"turn.completed","usage":{"input_tokens":1200,"cached_input_tokens":400,"output_tokens":60,"reasoning_output_tokens":61}}
    exec/errors/failure-says-why: fails without a word
      the message is empty | stdout.jsonl:4 | actual {"type":"turn.failed","error":{"message":""}}
    exec/errors/failure-says-why: fails with a blank
      the message is empty | stdout.jsonl:4 | actual {"type":"turn.failed","error":{"message":" \\n"}}
    exec/errors/announced-before-failure: fails for another reason
      the last error event said: not allowed | stdout.jsonl:4 | actual {"type":"turn.failed","error":{"message":"stream disconnected"}}
    exec/errors/announced-before-failure: fails unannounced
      no error event came before | stdout.jsonl:3 | actual {"type":"turn.failed","error":{"message":"not allowed"}}
    exec/errors/announced-before-failure: corrects itself before it fails
      the last error event said: no such model | stdout.jsonl:5 | actual {"type":"turn.failed","error":{"message":"not allowed"}}
    exec/errors/none-in-completed-turn: complains and completes
      an error event had said: stream disconnected | stdout.2.jsonl:5 | actual {"type":"turn.completed","usage":{"input_tokens":1200,"cached_input_tokens":400,"output_tokens":60}}
    exec/errors/none-in-completed-turn: gives up and completes
      an error event had said: exceeded retry limit | stdout.2.jsonl:6 | actual {"type":"turn.completed","usage":{"input_tokens":1200,"cached_input_tokens":400,"output_tokens":60}}
    exec/exit/agrees-with-terminal-event: exits with 1 after a turn that completed
      process 2 printed turn.completed | run.json | expected exit code 0 | actual exit code 1
    exec/exit/agrees-with-terminal-event: exits with 0 after a turn that failed
      process 2 printed turn.failed | run.json | expected an exit code other than 0 | actual exit code 0
    exec/exit/agrees-with-terminal-event: dies after a turn that completed
      process 2 printed turn.completed | run.json | expected exit code 0 | actual killed by SIGABRT
    exec/exit/agrees-with-terminal-event: exits with 0 in mid-turn
      process 2 printed no event that ends a turn | run.json | expected an exit code other than 0 | actual exit code 0
    exec/stderr/quiet-on-success: logs an error
      words on stderr | stderr.2.txt:1 | actual 2026-01-01T00:00:00Z ERROR codex_core: no rollout
    exec/stderr/quiet-on-success: panics in the background
      words on stderr | stderr.2.txt:2 | actual thread 'tokio' panicked at core/src/x.rs:1:1
    exec/session/kept-under-thread-id: keeps no session
      0 session files of the thread 0199a213-81c0-7800-8aa1-bbab2a035a53 | files.json | expected 1 | actual no session file at all
    exec/session/kept-under-thread-id: keeps the session under another id
      0 session files of the thread 0199a213-81c0-7800-8aa1-bbab2a035a53 | files.json | expected 1 | actual sessions/2025/09/26/rollout-2025-09-26T12-00-00-0199a213-81c0-7800-8aa1-bbab2a035a50.jsonl
    exec/session/kept-under-thread-id: keeps the session twice
      2 session files of the thread 0199a213-81c0-7800-8aa1-bbab2a035a53 | files.json | expected 1 | actual sessions/2025/09/26/rollout-2025-09-26T12-00-00-0199a213-81c0-7800-8aa1-bbab2a035a53.jsonl, sessions/old/2025/09/26/rollout-2025-09-26T12-00-00-0199a213-81c0-7800-8aa1-bbab2a035a53.jsonl
    exec/session/kept-under-thread-id: keeps the session elsewhere
      0 session files of the thread 0199a213-81c0-7800-8aa1-bbab2a035a53 | files.json | expected 1 | actual no session file at all
    exec/session/ephemeral-leaves-none: keeps the session all the same
      a session file is left | files.json | actual sessions/2026/01/02/rollout-2026-01-02T03-04-05-id.jsonl
    exec/session/ephemeral-leaves-none: keeps a session in another folder
      a session file is left | files.json | actual sessions/rollout-id.jsonl
    exec/stdin/open-pipe-not-awaited: waits for the end of stdin
      process 1 ended no turn while stdin was open | run.json | actual deadline
    exec/stdin/open-pipe-not-awaited: gives up in mid-turn
      process 1 ended no turn while stdin was open | run.json | actual itself
    exec/stdin/prompt-verbatim: trims the prompt
      the prompt of process 1 | model.jsonl | actual Say 1.
    exec/stdin/prompt-verbatim: adds a line break
      the prompt of process 1 | model.jsonl | actual  Say 1.


    exec/stdin/piped-text-reaches-model: leaves the text out
      the prompt of process 1 | model.jsonl | actual Count.
    exec/stdin/piped-text-reaches-model: puts it before the prompt
      the prompt of process 1 | model.jsonl | actual <stdin>
    a
    b
    </stdin>

    Count.
    exec/stdin/piped-text-reaches-model: puts it into no block
      the prompt of process 1 | model.jsonl | actual Count.


    a
    b

    exec/errors/failure-ends-turn: exits with 0
      process 1: x | run.json | actual turn.failed; exit code 0
    exec/errors/failure-ends-turn: never ends
      process 1: x | run.json | actual no end of the turn; deadline
    exec/errors/failure-ends-turn: completes the turn
      process 1: x | run.json | actual turn.completed; exit code 1
    exec/errors/failure-ends-turn: fails twice
      process 1: x | run.json | actual turn.failed, turn.failed; exit code 1
    exec/errors/refused-connection-given-up: exits with 0
      process 1: - | run.json | actual turn.failed; exit code 0
    exec/errors/refused-connection-given-up: never ends
      process 1: - | run.json | actual no end of the turn; deadline
    exec/errors/refused-connection-given-up: completes the turn
      process 1: - | run.json | actual turn.completed; exit code 1
    exec/errors/refused-connection-given-up: fails twice
      process 1: - | run.json | actual turn.failed, turn.failed; exit code 1
    exec/retries/announced: tries again in silence
      announcements of another attempt | stdout.jsonl | expected at least 2 | actual 0
    exec/retries/announced: words it as the end
      announcements of another attempt | stdout.jsonl | expected at least 2 | actual 0
    exec/retries/no-more-than-allowed: tries once more
      requests | model.jsonl | expected at most 3 | actual 4
    exec/retries/no-more-than-allowed: is allowed less
      requests | model.jsonl | expected at most 2 | actual 3
    exec/signals/interrupt-fails: exits with 0
      process 2 was interrupted | run.json | actual exit code 0
    exec/signals/interrupt-fails: completes the turn
      process 2 was interrupted | run.json | actual exit code null, turn.completed
    exec/usage/total-of-thread: counts the last turn alone
      input tokens of process 2 | stdout.jsonl | expected 20 | actual 10
    exec/usage/total-of-thread: counts nothing
      input tokens of process 2 | stdout.jsonl | expected 20 | actual 0
    exec/usage/review-counted: counts nothing
      input tokens of process 1 | stdout.jsonl | expected 10 | actual 0
    exec/usage/review-counted: counts twice
      input tokens of process 1 | stdout.jsonl | expected 10 | actual 20
    exec/items/messages-as-sent: cuts a message short
      process 1 | stdout.jsonl | expected I have begun | done | actual I have begu | don
    exec/items/messages-as-sent: trims a message
      process 1 | stdout.jsonl | expected I have begun | done | actual  have begun  | one 
    exec/items/messages-as-sent: drops the messages
      process 1 | stdout.jsonl | expected I have begun | done | actual 
    exec/items/reasoning-by-summary: tells raw thoughts
      process 1 | stdout.jsonl | expected I add. | I check. | actual raw | I add. | I check.
    exec/items/reasoning-by-summary: tells an empty summary
      process 1 | stdout.jsonl | expected I add. | I check. | actual  | I add. | I check.
    exec/items/reasoning-by-summary: tells no summary
      process 1 | stdout.jsonl | expected I add. | I check. | actual 
    exec/items/commands-told: keeps a command to itself
      process 1 | stdout.jsonl | expected a command | actual 
    exec/items/commands-told: tells a command as a call
      process 1 | stdout.jsonl | expected a command | actual 
    exec/items/exit-code-told: says that it succeeded
      process 1 | stdout.jsonl | expected failed 3 | actual completed 0
    exec/items/exit-code-told: says another code
      process 1 | stdout.jsonl | expected failed 3 | actual failed 1
    exec/items/exit-code-told: never says how it ended
      process 1 | stdout.jsonl | expected failed 3 | actual 
    exec/items/patch-kinds: updates instead of adding
      process 1 | stdout.jsonl | expected add a.txt | delete b.txt | actual delete b.txt | update a.txt
    exec/items/patch-kinds: leaves out what is deleted
      process 1 | stdout.jsonl | expected add a.txt | delete b.txt | actual add a.txt
    exec/items/patch-kinds: names other files
      process 1 | stdout.jsonl | expected add a.txt | delete b.txt | actual add a.txt.orig | delete b.txt.orig
    exec/items/plan-completed-last: never completes it
      the plan and the message | stdout.jsonl | expected item.started todo_list, item.updated todo_list, item.completed todo_list | actual item.started todo_list, item.updated todo_list, item.completed agent_message
    exec/items/plan-completed-last: updates it by starting it again
      the plan and the message | stdout.jsonl | expected item.started todo_list, item.updated todo_list, item.completed todo_list | actual item.started todo_list, item.started todo_list, item.completed agent_message, item.completed todo_list
    exec/items/plan-completed-last: says more afterwards
      the plan and the message | stdout.jsonl | expected item.started todo_list, item.updated todo_list, item.completed todo_list | actual item.started todo_list, item.updated todo_list, item.completed agent_message, item.completed todo_list, item.completed agent_message
    exec/turn/goes-on-unless-done: ends the turn
      the last answer asked to go on | model.jsonl:1
    exec/turn/goes-on-unless-done: is never done
      the last answer asked to go on | model.jsonl:2
    exec/stdin/no-prompt-refused: exits with code 0
      process 3 exits with code 0 | run.json
    exec/stdin/no-prompt-refused: fails only after it has asked the model
      process 3 asks the model | model.jsonl:1
    exec/stdin/no-prompt-refused: waits without end
      process 3 does not end | run.json
    exec/schema/unreadable-refused: exits with code 0
      process 2 exits with code 0 | run.json
    exec/schema/unreadable-refused: fails only after it has asked the model
      process 2 asks the model | model.jsonl:1
    exec/schema/unreadable-refused: waits without end
      process 2 does not end | run.json
    exec/config/invalid-refused: exits with code 0
      process 4 exits with code 0 | run.json
    exec/config/invalid-refused: fails only after it has asked the model
      process 4 asks the model | model.jsonl:1
    exec/config/invalid-refused: waits without end
      process 4 does not end | run.json
    exec/flags/repository-required: exits with code 0
      process 1 exits with code 0 | run.json
    exec/flags/repository-required: fails only after it has asked the model
      process 1 asks the model | model.jsonl:1
    exec/flags/repository-required: waits without end
      process 1 does not end | run.json
    exec/resume/unknown-thread-refused: exits with code 0
      process 1 exits with code 0 | run.json
    exec/resume/unknown-thread-refused: fails only after it has asked the model
      process 1 asks the model | model.jsonl:1
    exec/resume/unknown-thread-refused: waits without end
      process 1 does not end | run.json
    exec/resume/ephemeral-thread-refused: exits with code 0
      process 2 exits with code 0 | run.json
    exec/resume/ephemeral-thread-refused: fails only after it has asked the model
      process 2 asks the model | model.jsonl:2
    exec/resume/ephemeral-thread-refused: waits without end
      process 2 does not end | run.json
    exec/mcp/required-server-refused: exits with code 0
      process 1 exits with code 0 | run.json
    exec/mcp/required-server-refused: fails only after it has asked the model
      process 1 asks the model | model.jsonl:1
    exec/mcp/required-server-refused: waits without end
      process 1 does not end | run.json
    exec/flags/usage-error-is-2: exits with code 1
      process 3 takes it otherwise | run.json | expected 2 | actual 1
    exec/flags/usage-error-is-2: explains itself on stdout
      process 3 takes it otherwise | stdout.3.jsonl | expected 2 | actual 2
    exec/schema/in-each-request: forgets the schema
      process 1 tells the model otherwise | model.jsonl:1 | expected {"type":"object","properties":{"sum":{"type":"integer"}}} | actual no format
      process 1 tells the model otherwise | model.jsonl:2 | expected {"type":"object","properties":{"sum":{"type":"integer"}}} | actual no format
    exec/schema/in-each-request: sends another schema
      process 1 tells the model otherwise | model.jsonl:1 | expected {"type":"object","properties":{"sum":{"type":"integer"}}} | actual {"type":"json_schema","strict":true,"schema":{"type":"object"}}
      process 1 tells the model otherwise | model.jsonl:2 | expected {"type":"object","properties":{"sum":{"type":"integer"}}} | actual {"type":"json_schema","strict":true,"schema":{"type":"object"}}
    exec/schema/in-each-request: asks for any JSON
      process 1 tells the model otherwise | model.jsonl:1 | expected {"type":"object","properties":{"sum":{"type":"integer"}}} | actual {"type":"json_object"}
      process 1 tells the model otherwise | model.jsonl:2 | expected {"type":"object","properties":{"sum":{"type":"integer"}}} | actual {"type":"json_object"}
    exec/schema/in-each-request: forgets it in the last request
      process 1 tells the model otherwise | model.jsonl:2 | expected {"type":"object","properties":{"sum":{"type":"integer"}}} | actual no format
    exec/image/reaches-model: sends no picture
      process 1 tells the model otherwise | model.jsonl:1 | expected a picture | actual 0 pictures, none as a data URL
    exec/image/reaches-model: sends the path of the picture
      process 1 tells the model otherwise | model.jsonl:1 | expected a picture | actual 1 pictures, none as a data URL
    exec/context/agents-files-in-order: forgets those of the home
      process 1 tells the model otherwise | model.jsonl:1 | expected First rule: of the home. | Second rule: of the repository. | Third rule: of the part. | actual Second rule: of the repository. | Third rule: of the part.
    exec/context/agents-files-in-order: forgets those of the folder
      process 1 tells the model otherwise | model.jsonl:1 | expected First rule: of the home. | Second rule: of the repository. | Third rule: of the part. | actual First rule: of the home. | Second rule: of the repository.
    exec/context/agents-files-in-order: sends them from the innermost
      process 1 tells the model otherwise | model.jsonl:1 | expected First rule: of the home. | Second rule: of the repository. | Third rule: of the part. | actual First rule: of the home. | Second rule: of the repository. | Third rule: of the part.
    exec/context/override-replaces: sends both
      process 1 tells the model otherwise | model.jsonl:1 | expected the override alone | actual what it replaces
    exec/context/override-replaces: sends what is replaced
      process 1 tells the model otherwise | model.jsonl:1 | expected the override alone | actual what it replaces
    exec/context/override-replaces: sends none
      process 1 tells the model otherwise | model.jsonl:1 | expected Second rule: of mine. | actual 
    exec/config/overrides-reach-model: asks another model
      process 1 tells the model otherwise | model.jsonl:1 | expected scripted-model | actual default-model
    exec/config/overrides-reach-model: drops the instructions
      process 1 tells the model otherwise | model.jsonl:1 | expected Speak as a sailor, and "so" on. | actual 
    exec/config/overrides-reach-model: cuts the words at the first quote
      process 1 tells the model otherwise | model.jsonl:1 | expected Speak as a sailor, and "so" on. | actual 
    exec/resume/settings-reach-model: stays with the model of before
      process 2 tells the model otherwise | model.jsonl:2 | expected another-model | actual scripted-model
    exec/resume/settings-reach-model: asks a model of its own choice
      process 2 tells the model otherwise | model.jsonl:2 | expected another-model | actual default-model
    exec/environment/key-of-provider-sent: sends no key
      process 1 tells the model otherwise | model.jsonl:1 | expected a bearer token | actual no header
    exec/environment/key-of-provider-sent: sends it under a name of its own
      process 1 tells the model otherwise | model.jsonl:1 | expected a bearer token | actual no header
    exec/environment/key-of-provider-sent: sends it in another scheme
      process 1 tells the model otherwise | model.jsonl:1 | expected a bearer token | actual Basic <REDACTED>
    exec/resume/ephemeral-turn-not-kept: keeps the turn
      process 3 tells the model otherwise | model.jsonl:3 | expected the kept turn alone | actual the turn that was not to be kept
    exec/resume/ephemeral-turn-not-kept: keeps the turn in a summary
      process 3 tells the model otherwise | model.jsonl:3 | expected the kept turn alone | actual the turn that was not to be kept
    exec/last-message/is-final: writes no file
      there is no file | files.json | expected 42,
    no less. | actual no file
    exec/last-message/is-final: writes an empty file
      the file holds something else | files.json | expected 42,
    no less. | actual 
    exec/last-message/is-final: adds a line feed
      the file holds something else | files.json | expected 42,
    no less. | actual 42,
    no less.

    exec/last-message/is-final: writes all messages
      the file holds something else | files.json | expected 42,
    no less. | actual I look.
    42,
    no less.
    exec/last-message/is-final: leaves what stood there behind it
      the file holds something else | files.json | expected 42,
    no less. | actual 42,
    no less.and a long one
    exec/last-message/kept-on-failure: empties the file
      the file was written | files.json | expected the answer of another day | actual 
    exec/last-message/kept-on-failure: removes the file
      the file was written | files.json | expected the answer of another day | actual no file
    exec/last-message/kept-on-failure: writes what was said before the failure
      the file was written | files.json | expected the answer of another day | actual I look.
    exec/text/final-message-only: prints all messages
      process 2 prints something else | stdout.2.jsonl | expected done
     | actual I looked.
    done

    exec/text/final-message-only: prints a banner
      process 2 prints something else | stdout.2.jsonl | expected done
     | actual OpenAI Codex
    done

    exec/text/final-message-only: colours the message
      process 2 prints something else | stdout.2.jsonl | expected done
     | actual [1mdone[0m

    exec/text/final-message-only: leaves the line feed out
      process 2 prints something else | stdout.2.jsonl | expected done
     | actual done
    exec/text/final-message-only: prints nothing
      process 2 prints something else | stdout.2.jsonl | expected done
     | actual 
    exec/mcp/outcome-in-item: calls all of them completed
      the item of the tool fails | stdout.jsonl | expected failed | actual completed
      the item of the tool refuses | stdout.jsonl | expected failed | actual completed
    exec/mcp/outcome-in-item: calls a tool that answered failed
      the item of the tool echo | stdout.jsonl | expected completed | actual failed
    exec/mcp/outcome-in-item: never closes the items
      the item of the tool echo | stdout.jsonl | expected completed | actual no item was completed
      the item of the tool fails | stdout.jsonl | expected failed | actual no item was completed
      the item of the tool refuses | stdout.jsonl | expected failed | actual no item was completed
    exec/resume/same-thread: begins another thread
      the resumed turn names another thread | stdout.2.jsonl | expected 0199a213-81c0-7800-8aa1-bbab2a035a53 | actual another
    exec/resume/same-thread: changes one letter of the id
      the resumed turn names another thread | stdout.2.jsonl | expected 0199a213-81c0-7800-8aa1-bbab2a035a53 | actual 0199a213-81c0-7800-8aa1-bbab2a035a50
    exec/resume/same-thread: names no thread
      the resumed turn names another thread | stdout.2.jsonl | expected 0199a213-81c0-7800-8aa1-bbab2a035a53 | actual no thread
    exec/resume/history-reaches-model: loses the history
      the resumed turn did not send the prompt of turn 1 | model.jsonl | expected user: Remember REF-7K3X4PLUS2MQ.
      the resumed turn did not send the reply of turn 1 | model.jsonl | expected assistant: STORED
    exec/resume/history-reaches-model: loses the earlier prompt
      the resumed turn did not send the prompt of turn 1 | model.jsonl | expected user: Remember REF-7K3X4PLUS2MQ.
    exec/resume/history-reaches-model: loses the earlier reply
      the resumed turn did not send the reply of turn 1 | model.jsonl | expected assistant: STORED
    exec/resume/history-reaches-model: alters the earlier prompt
      the resumed turn did not send the prompt of turn 1 | model.jsonl | expected user: Remember REF-7K3X4PLUS2MQ.
    exec/resume/history-reaches-model: sends the earlier prompt as its own words
      the resumed turn sent the prompt of turn 1 in another role | model.jsonl | expected user: Remember REF-7K3X4PLUS2MQ. | actual assistant: Remember REF-7K3X4PLUS2MQ.
    exec/resume/history-reaches-model: sends the earlier prompt as an instruction
      the resumed turn sent the prompt of turn 1 in another role | model.jsonl | expected user: Remember REF-7K3X4PLUS2MQ. | actual developer: Remember REF-7K3X4PLUS2MQ.
    exec/resume/history-reaches-model: sends the earlier reply as words of the user
      the resumed turn sent the reply of turn 1 in another role | model.jsonl | expected assistant: STORED | actual user: STORED
    exec/resume/history-reaches-model: sends the history backwards
      the resumed turn sent the reply of turn 1 before what was said earlier | model.jsonl | expected assistant: STORED
    exec/resume/history-reaches-model: shortens the history to a summary
      the resumed turn did not send the prompt of turn 1 | model.jsonl | expected user: Remember REF-7K3X4PLUS2MQ.
    exec/resume/history-in-order: sends the history backwards
      the history of the resumed turn is in another order | model.jsonl:2 | expected Remember REF-7K3X4PLUS2MQ. | STORED | actual STORED | Remember REF-7K3X4PLUS2MQ.
    exec/resume/history-in-order: sends the history twice
      the history of the resumed turn is in another order | model.jsonl:2 | expected Remember REF-7K3X4PLUS2MQ. | STORED | actual Remember REF-7K3X4PLUS2MQ. | STORED | Remember REF-7K3X4PLUS2MQ. | STORED
    exec/resume/history-in-order: sends the last message twice
      the history of the resumed turn is in another order | model.jsonl:2 | expected Remember REF-7K3X4PLUS2MQ. | STORED | actual Remember REF-7K3X4PLUS2MQ. | STORED | STORED
    exec/resume/same-cache-key: names another cache key
      the resumed turn names another cache key | model.jsonl:2 | expected 0199a213-81c0-7800-8aa1-bbab2a035a53 | actual another
    exec/resume/same-cache-key: names no cache key
      the resumed turn names another cache key | model.jsonl:2 | expected 0199a213-81c0-7800-8aa1-bbab2a035a53 | actual no cache key
    app-server/wire/valid-messages: prints a line of a log
      not a message: not JSON | wire.jsonl:2
    app-server/wire/valid-messages: prints an empty line
      not a message: an empty line | wire.jsonl:1
    app-server/wire/valid-messages: sends a batch
      not a message: an array instead of an object | wire.jsonl:4
    app-server/wire/valid-messages: answers with result and error
      not a message: an answer with both result and error | wire.jsonl:6
    app-server/wire/valid-messages: answers with neither result nor error
      not a message: an object without method, result or error | wire.jsonl:6
    app-server/wire/valid-messages: has a text for the code of an error
      not a message: a malformed error answer: error.code: Invalid input: expected number, received string | wire.jsonl:9
    app-server/wire/valid-messages: has no message in an error
      not a message: a malformed error answer: error.message: Invalid input: expected string, received undefined | wire.jsonl:9
    app-server/wire/valid-messages: has a number for the method
      not a message: a malformed notification: method: Invalid input: expected string, received number | wire.jsonl:11
    app-server/wire/valid-messages: answers without an id
      not a message: a malformed answer: id: expected a string or an integer | wire.jsonl:2
    app-server/wire/valid-messages: has an id that is no number
      not a message: a malformed answer: id: expected a string or an integer | wire.jsonl:2
    app-server/wire/one-answer-per-request: answers not at all
      turn/start was never answered | wire.jsonl:7
    app-server/wire/one-answer-per-request: answers twice
      an answer to no request, or a second one | wire.jsonl:7 | actual 2
    app-server/wire/one-answer-per-request: answers with result and then with an error
      an answer to no request, or a second one | wire.jsonl:21 | actual 3
    app-server/wire/one-answer-per-request: answers to nobody
      an answer to no request, or a second one | wire.jsonl:3 | actual 99
    app-server/wire/one-answer-per-request: answers before it is asked
      an answer to no request, or a second one | wire.jsonl:2 | actual 3
      turn/start was never answered | wire.jsonl:8
    app-server/wire/answer-id-type: answers under the text of the id
      the id of the request has another type | wire.jsonl:6 | expected 2 | actual "2"
    app-server/wire/answer-id-type: answers every request under the text of its id
      the id of the request has another type | wire.jsonl:2 | expected 1 | actual "1"
      the id of the request has another type | wire.jsonl:6 | expected 2 | actual "2"
      the id of the request has another type | wire.jsonl:9 | expected 3 | actual "3"
    app-server/wire/answer-id-type: refuses under the text of the id
      the id of the request has another type | wire.jsonl:9 | expected 3 | actual "3"
    app-server/wire/no-error-answers: refuses the handshake
      initialize: Invalid request (-32600) | wire.jsonl:2
    app-server/wire/no-error-answers: refuses the turn
      turn/start: Invalid request (-32600) | wire.jsonl:9
    app-server/handshake/initialize-answered-first: warns before it is spoken to
      configWarning comes before the answer to initialize | wire.jsonl:1
    app-server/handshake/initialize-answered-first: warns before it answers
      configWarning comes before the answer to initialize | wire.jsonl:2
    app-server/handshake/initialize-answered-first: asks before it answers
      currentTime/read comes before the answer to initialize | wire.jsonl:2
    app-server/handshake/initialize-answered-first: announces a thread first
      thread/started comes before the answer to initialize | wire.jsonl:2
    app-server/handshake/initialize-answered-first: answers another request first
      an answer comes before the answer to initialize | wire.jsonl:2
    app-server/handshake/user-agent-names-client: leaves out the userAgent
      there is no userAgent | wire.jsonl:2
    app-server/handshake/user-agent-names-client: has a list for the userAgent
      there is no userAgent | wire.jsonl:2
    app-server/handshake/user-agent-names-client: names another client
      the userAgent does not name the client | wire.jsonl:2 | expected probe | actual codex_cli_rs/0.98.0 (Debian 12.0.0; x86_64) unknown
    app-server/handshake/user-agent-names-client: leaves out the version
      the userAgent does not begin with name/version | wire.jsonl:2 | actual probe (Linux) unknown (probe; 1)
    app-server/handshake/user-agent-names-client: says only who asked
      the userAgent does not begin with name/version | wire.jsonl:2 | actual (probe; 1)
    app-server/handshake/user-agent-tells-version: tells the version before a build
      the userAgent tells another version | wire.jsonl:2 | expected 0.98.0 | actual 0.0.0
    app-server/handshake/user-agent-tells-version: tells a version that differs in its last figure
      the userAgent tells another version | wire.jsonl:2 | expected 0.98.0 | actual 0.98.01
    app-server/thread/announced-as-answered: never announces the thread
      the thread was never announced | wire.jsonl:6 | actual 0199a213-81c0-7800-8aa1-bbab2a035a53
    app-server/thread/announced-as-answered: announces another
      the thread was never announced | wire.jsonl:6 | actual 0199a213-81c0-7800-8aa1-bbab2a035a53
      a thread was announced that nobody started | wire.jsonl:8 | actual 0199a213-81c0-7800-8aa1-bbab2a035a50
    app-server/thread/announced-as-answered: announces another one too
      a thread was announced that nobody started | wire.jsonl:9 | actual another
    app-server/thread/announced-as-answered: answers with another
      the thread was never announced | wire.jsonl:6 | actual another
      a thread was announced that nobody started | wire.jsonl:8 | actual 0199a213-81c0-7800-8aa1-bbab2a035a53
    app-server/thread/answered-before-announced: announces the thread and then answers
      thread/started came before, in line 6 | wire.jsonl:7 | actual 0199a213-81c0-7800-8aa1-bbab2a035a53
    app-server/thread/answered-before-announced: announces the thread before and after it answers
      thread/started came before, in line 6 | wire.jsonl:7 | actual 0199a213-81c0-7800-8aa1-bbab2a035a53
    app-server/thread/ids-known: starts the turn of an unknown thread
      turn/started names an unknown thread | wire.jsonl:11 | actual another
    app-server/thread/ids-known: ends the turn of an unknown thread
      turn/completed names an unknown thread | wire.jsonl:20 | actual another
    app-server/thread/ids-known: sends an item of an unknown thread
      item/completed names an unknown thread | wire.jsonl:13 | actual another
    app-server/thread/ids-known: sends pieces of an unknown thread
      item/agentMessage/delta names an unknown thread | wire.jsonl:15 | actual another
      item/agentMessage/delta names an unknown thread | wire.jsonl:16 | actual another
    app-server/thread/ids-known: forgets the thread that it answered with
      turn/started names an unknown thread | wire.jsonl:10 | actual 0199a213-81c0-7800-8aa1-bbab2a035a53
      item/started names an unknown thread | wire.jsonl:11 | actual 0199a213-81c0-7800-8aa1-bbab2a035a53
      item/completed names an unknown thread | wire.jsonl:12 | actual 0199a213-81c0-7800-8aa1-bbab2a035a53
      item/started names an unknown thread | wire.jsonl:13 | actual 0199a213-81c0-7800-8aa1-bbab2a035a53
      item/agentMessage/delta names an unknown thread | wire.jsonl:14 | actual 0199a213-81c0-7800-8aa1-bbab2a035a53
      item/agentMessage/delta names an unknown thread | wire.jsonl:15 | actual 0199a213-81c0-7800-8aa1-bbab2a035a53
      item/completed names an unknown thread | wire.jsonl:16 | actual 0199a213-81c0-7800-8aa1-bbab2a035a53
      turn/completed names an unknown thread | wire.jsonl:19 | actual 0199a213-81c0-7800-8aa1-bbab2a035a53
    app-server/thread/status-follows-turn: is never active
      the turn starts while the thread is not active | wire.jsonl:10
    app-server/thread/status-follows-turn: is never idle again
      the turn ends while the thread is active | wire.jsonl:19
    app-server/thread/status-follows-turn: is active after the turn started
      the turn starts while the thread is not active | wire.jsonl:10
    app-server/thread/status-follows-turn: is idle after the turn ended
      the turn ends while the thread is active | wire.jsonl:19
    app-server/thread/status-follows-turn: is idle before the turn started
      the turn starts while the thread is not active | wire.jsonl:12
    app-server/turn/answered-before-started: starts the turn and then answers
      turn/started came before, in line 9 | wire.jsonl:10 | actual 0199a213-81d0-7421-9c52-3a1f62a1e2ab
    app-server/turn/answered-before-started: answers when the turn is over
      turn/started came before, in line 10 | wire.jsonl:20 | actual 0199a213-81d0-7421-9c52-3a1f62a1e2ab
    app-server/turn/answered-before-started: starts the turn before and after it answers
      turn/started came before, in line 9 | wire.jsonl:10 | actual 0199a213-81d0-7421-9c52-3a1f62a1e2ab
    app-server/turn/starts-as-answered: answers with another turn
      no turn/started names this turn | wire.jsonl:9 | actual another
    app-server/turn/starts-as-answered: starts another turn
      no turn/started names this turn | wire.jsonl:9 | actual 0199a213-81d0-7421-9c52-3a1f62a1e2ab
    app-server/turn/starts-as-answered: never starts the turn
      no turn/started names this turn | wire.jsonl:9 | actual 0199a213-81d0-7421-9c52-3a1f62a1e2ab
    app-server/turn/one-start-one-end: never ends the turn
      the turn never ends | wire.jsonl:11 | actual 0199a213-81d0-7421-9c52-3a1f62a1e2ab
    app-server/turn/one-start-one-end: never starts the turn
      a turn ends that was not started | wire.jsonl:19 | actual 0199a213-81d0-7421-9c52-3a1f62a1e2ab
    app-server/turn/one-start-one-end: ends the turn twice
      the turn ends again | wire.jsonl:21 | actual 0199a213-81d0-7421-9c52-3a1f62a1e2ab
    app-server/turn/one-start-one-end: starts the turn twice
      the turn is started again | wire.jsonl:12 | actual 0199a213-81d0-7421-9c52-3a1f62a1e2ab
    app-server/turn/one-start-one-end: starts the turn again when it is over
      the turn is started again | wire.jsonl:21 | actual 0199a213-81d0-7421-9c52-3a1f62a1e2ab
      the turn never ends | wire.jsonl:21 | actual 0199a213-81d0-7421-9c52-3a1f62a1e2ab
    app-server/turn/one-start-one-end: ends another turn
      a turn ends that was not started | wire.jsonl:20 | actual another
      the turn never ends | wire.jsonl:11 | actual 0199a213-81d0-7421-9c52-3a1f62a1e2ab
    app-server/turn/one-start-one-end: ends the turn and then starts it
      a turn ends that was not started | wire.jsonl:19 | actual 0199a213-81d0-7421-9c52-3a1f62a1e2ab
      the turn never ends | wire.jsonl:20 | actual 0199a213-81d0-7421-9c52-3a1f62a1e2ab
    app-server/turn/nothing-after-end: completes the reply when the turn is over
      the turn has ended before | wire.jsonl:20 | actual 0199a213-81d0-7421-9c52-3a1f62a1e2ab
    app-server/turn/nothing-after-end: starts an item when the turn is over
      the turn has ended before | wire.jsonl:21 | actual 0199a213-81d0-7421-9c52-3a1f62a1e2ab
    app-server/turn/nothing-after-end: sends a piece when the turn is over
      the turn has ended before | wire.jsonl:21 | actual 0199a213-81d0-7421-9c52-3a1f62a1e2ab
    app-server/turn/nothing-after-end: changes the plan when the turn is over
      the turn has ended before | wire.jsonl:21 | actual 0199a213-81d0-7421-9c52-3a1f62a1e2ab
    app-server/turn/items-in-started-turn: starts the turn after its items
      an item of a turn that was not started | wire.jsonl:11 | actual 0199a213-81d0-7421-9c52-3a1f62a1e2ab
      an item of a turn that was not started | wire.jsonl:12 | actual 0199a213-81d0-7421-9c52-3a1f62a1e2ab
      an item of a turn that was not started | wire.jsonl:13 | actual 0199a213-81d0-7421-9c52-3a1f62a1e2ab
      an item of a turn that was not started | wire.jsonl:14 | actual 0199a213-81d0-7421-9c52-3a1f62a1e2ab
      an item of a turn that was not started | wire.jsonl:15 | actual 0199a213-81d0-7421-9c52-3a1f62a1e2ab
      an item of a turn that was not started | wire.jsonl:16 | actual 0199a213-81d0-7421-9c52-3a1f62a1e2ab
    app-server/turn/items-in-started-turn: sends the reply in another turn
      an item of a turn that was not started | wire.jsonl:13 | actual another
      an item of a turn that was not started | wire.jsonl:17 | actual another
    app-server/turn/items-in-started-turn: sends pieces in another turn
      an item of a turn that was not started | wire.jsonl:15 | actual another
      an item of a turn that was not started | wire.jsonl:16 | actual another
    app-server/turn/items-in-started-turn: starts items in another turn
      an item of a turn that was not started | wire.jsonl:12 | actual another
      an item of a turn that was not started | wire.jsonl:14 | actual another
    app-server/turn/status: ends a turn that is in progress
      a turn that is ended | wire.jsonl:20 | expected completed, interrupted, failed | actual inProgress
    app-server/turn/status: ends the turn with an unknown status
      a turn that is ended | wire.jsonl:20 | expected completed, interrupted, failed | actual done
    app-server/turn/status: ends the turn with the status of another spelling
      a turn that is ended | wire.jsonl:20 | expected completed, interrupted, failed | actual Completed
    app-server/turn/status: starts a turn that is completed
      a turn that is started | wire.jsonl:11 | expected inProgress | actual completed
    app-server/turn/status: starts a turn without a status
      a turn that is started | wire.jsonl:11 | expected inProgress | actual null
    app-server/turn/error-iff-failed: fails without an error
      the turn failed without a message | wire.jsonl:20 | actual null
    app-server/turn/error-iff-failed: fails without a message
      the turn failed without a message | wire.jsonl:20 | actual {"codexErrorInfo":"other"}
    app-server/turn/error-iff-failed: fails with an empty message
      the turn failed without a message | wire.jsonl:20 | actual {"message":""}
    app-server/turn/error-iff-failed: completes with an error
      the turn is completed but has an error | wire.jsonl:20 | actual {"message":"stream disconnected"}
    app-server/turn/error-iff-failed: is interrupted with an error
      the turn is interrupted but has an error | wire.jsonl:20 | actual {"message":"stream disconnected"}
    app-server/turn/reply-in-completed: lists another reply
      turn/completed has another message | wire.jsonl:20 | expected 192 | actual Done.
    app-server/turn/reply-in-completed: lists an earlier reply last
      turn/completed has another message | wire.jsonl:20 | expected 192 | actual Let me see.
    app-server/turn/reply-in-completed: lists a reply that was not sent
      turn/completed has another message | wire.jsonl:19 | actual 192
    app-server/turn/reply-in-completed: lists a reply without a text
      turn/completed has another message | wire.jsonl:20 | expected 192
    app-server/turn/reply-in-completed: sends another reply than it lists
      turn/completed has another message | wire.jsonl:20 | expected  | actual 192
    app-server/turn/completes: fails the turn
      stream disconnected | wire.jsonl:20 | actual {"method":"turn/completed","params":{"threadId":"0199a213-81c0-7800-8aa1-bbab2a035a53","turn":{"id":"0199a213-81d0-7421-9c52-3a1f62a1e2ab","items":[{"type":"agentMessage","id":"msg_1","text":"192"}],"status":"failed","error":{"message":"stream disconnected"}}}}
    app-server/turn/completes: interrupts the turn
      the status is interrupted | wire.jsonl:20 | actual {"method":"turn/completed","params":{"threadId":"0199a213-81c0-7800-8aa1-bbab2a035a53","turn":{"id":"0199a213-81d0-7421-9c52-3a1f62a1e2ab","items":[{"type":"agentMessage","id":"msg_1","text":"192"}],"status":"interrupted","error":null}}}
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
    app-server/item/started-then-completed: completes an item that was not started
      an item is completed that is not open | wire.jsonl:16 | actual msg_1
    app-server/item/started-then-completed: completes an item twice
      an item is completed that is not open | wire.jsonl:18 | actual msg_1
    app-server/item/started-then-completed: starts an item twice
      the item is started again | wire.jsonl:15 | actual msg_1
    app-server/item/started-then-completed: starts an item after it is completed
      an item is completed that is not open | wire.jsonl:16 | actual msg_1
    app-server/item/started-then-completed: completes an item under another id
      an item is completed that is not open | wire.jsonl:17 | actual x
    app-server/item/closed-at-turn-end: never completes the reply
      started in this turn, not completed when it ends in line 19 | wire.jsonl:14 | actual agentMessage msg_1
    app-server/item/closed-at-turn-end: never completes the message of the user
      started in this turn, not completed when it ends in line 19 | wire.jsonl:12 | actual userMessage u-1
    app-server/item/closed-at-turn-end: completes the reply when the turn is over
      started in this turn, not completed when it ends in line 19 | wire.jsonl:14 | actual agentMessage msg_1
    app-server/item/keeps-type: completes a message as reasoning
      the item has another type | wire.jsonl:17 | expected agentMessage | actual reasoning
    app-server/item/keeps-type: starts a message of the user as one of the agent
      the item has another type | wire.jsonl:13 | expected agentMessage | actual userMessage
    app-server/item/keeps-type: completes a message as an unknown item
      the item has another type | wire.jsonl:13 | expected userMessage | actual haiku
    app-server/item/deltas-while-open: sends pieces of an item that was not started
      a piece of an item that is not open | wire.jsonl:14 | actual msg_1
      a piece of an item that is not open | wire.jsonl:15 | actual msg_1
    app-server/item/deltas-while-open: sends a piece before its item is started
      a piece of an item that is not open | wire.jsonl:14 | actual msg_1
    app-server/item/deltas-while-open: sends a piece after its item is completed
      a piece of an item that is not open | wire.jsonl:17 | actual msg_1
    app-server/item/deltas-while-open: sends pieces of another item
      a piece of an item that is not open | wire.jsonl:15 | actual another
      a piece of an item that is not open | wire.jsonl:16 | actual another
    app-server/item/deltas-make-text: loses a piece
      the pieces make another text | wire.jsonl:16 | expected 192 | actual 2
    app-server/item/deltas-make-text: sends a piece twice
      the pieces make another text | wire.jsonl:18 | expected 192 | actual 19192
    app-server/item/deltas-make-text: sends its second piece first
      the pieces make another text | wire.jsonl:17 | expected 192 | actual 219
    app-server/item/deltas-make-text: adds a space to a piece
      the pieces make another text | wire.jsonl:17 | expected 192 | actual 19 2 
    app-server/item/deltas-make-text: completes another text
      the pieces make another text | wire.jsonl:17 | expected Done. | actual 192
    app-server/item/deltas-make-text: completes no text
      the pieces make another text | wire.jsonl:17 | expected  | actual 192
    app-server/item/user-message-before-reply: speaks before the user does
      the agent spoke before, in line 12 | wire.jsonl:13 | actual msg_1
    app-server/item/user-message-before-reply: shows the message of the user last
      the agent spoke before, in line 13 | wire.jsonl:19 | actual msg_1
    app-server/item/user-message-is-prompt: shows no message of the user
      turn 1: none of 0 messages of the user is the prompt | wire.jsonl | expected What is 128 + 64?
    app-server/item/user-message-is-prompt: shows another prompt
      turn 1: none of 1 messages of the user is the prompt | wire.jsonl | expected What is 128 + 64? | actual What is 1 + 1?
    app-server/item/user-message-is-prompt: shows an empty message of the user
      turn 1: none of 0 messages of the user is the prompt | wire.jsonl | expected What is 128 + 64?
    app-server/item/user-message-is-prompt: shows the prompt in lower case
      turn 1: none of 1 messages of the user is the prompt | wire.jsonl | expected What is 128 + 64? | actual what is 128 + 64?
    app-server/item/user-message-is-prompt: shows the prompt as one of the agent
      turn 1: none of 0 messages of the user is the prompt | wire.jsonl | expected What is 128 + 64?
    app-server/usage/totals-never-fall: reports less the second time
      outputTokens falls | wire.jsonl:19 | expected at least 60 | actual 59
    app-server/usage/totals-never-fall: begins again at the second report
      inputTokens falls | wire.jsonl:19 | expected at least 1200 | actual 0
      cachedInputTokens falls | wire.jsonl:19 | expected at least 400 | actual 0
      outputTokens falls | wire.jsonl:19 | expected at least 60 | actual 0
      reasoningOutputTokens falls | wire.jsonl:19 | expected at least 20 | actual 0
    app-server/usage/totals-never-fall: forgets a counter
      inputTokens falls | wire.jsonl:19 | expected at least 1200 | actual undefined
    app-server/usage/first-total-is-last: reports a last request that is more than the total
      inputTokens differs | wire.jsonl:18 | expected 1201 | actual 1200
    app-server/usage/first-total-is-last: reports no last request
      inputTokens differs | wire.jsonl:18 | expected 0 | actual 1200
      cachedInputTokens differs | wire.jsonl:18 | expected 0 | actual 400
      outputTokens differs | wire.jsonl:18 | expected 0 | actual 60
      reasoningOutputTokens differs | wire.jsonl:18 | expected 0 | actual 20
    app-server/usage/first-total-is-last: reports a total of nothing
      inputTokens differs | wire.jsonl:18 | expected 1200 | actual 0
      cachedInputTokens differs | wire.jsonl:18 | expected 400 | actual 0
      outputTokens differs | wire.jsonl:18 | expected 60 | actual 0
      reasoningOutputTokens differs | wire.jsonl:18 | expected 20 | actual 0
    app-server/usage/first-total-is-last: counts the last request twice
      outputTokens differs | wire.jsonl:18 | expected 60 | actual 120
    app-server/usage/parts-fit: counts halves
      outputTokens is no count: 0.5 | wire.jsonl:18
    app-server/usage/parts-fit: counts below zero
      inputTokens is no count: -1 | wire.jsonl:18
    app-server/usage/parts-fit: counts in texts
      inputTokens is no count: "1200" | wire.jsonl:18
    app-server/usage/parts-fit: leaves out a counter
      outputTokens is no count: missing | wire.jsonl:18
    app-server/usage/parts-fit: has more cached than input
      more cached than input tokens | wire.jsonl:18
    app-server/usage/parts-fit: has more reasoning than output
      more reasoning than output tokens | wire.jsonl:18
    app-server/approval/none-under-never: asks whether a command may run
      item/commandExecution/requestApproval asks for an approval | wire.jsonl:17 | actual {"method":"item/commandExecution/requestApproval","id":0,"params":{"item":{"type":"agentMessage","id":"msg_1","text":"192"},"threadId":"0199a213-81c0-7800-8aa1-bbab2a035a53","turnId":"0199a213-81d0-7421-9c52-3a1f62a1e2ab"}}
    app-server/approval/none-under-never: asks whether a file may change
      item/fileChange/requestApproval asks for an approval | wire.jsonl:17 | actual {"method":"item/fileChange/requestApproval","id":0,"params":{"item":{"type":"agentMessage","id":"msg_1","text":"192"},"threadId":"0199a213-81c0-7800-8aa1-bbab2a035a53","turnId":"0199a213-81d0-7421-9c52-3a1f62a1e2ab"}}
    app-server/approval/none-under-never: asks for more permissions
      item/permissions/requestApproval asks for an approval | wire.jsonl:17 | actual {"method":"item/permissions/requestApproval","id":0,"params":{"item":{"type":"agentMessage","id":"msg_1","text":"192"},"threadId":"0199a213-81c0-7800-8aa1-bbab2a035a53","turnId":"0199a213-81d0-7421-9c52-3a1f62a1e2ab"}}
    app-server/approval/none-under-never: asks in the old form
      execCommandApproval asks for an approval | wire.jsonl:17 | actual {"method":"execCommandApproval","id":0,"params":{"item":{"type":"agentMessage","id":"msg_1","text":"192"},"threadId":"0199a213-81c0-7800-8aa1-bbab2a035a53","turnId":"0199a213-81d0-7421-9c52-3a1f62a1e2ab"}}
    app-server/thread/session-file: writes no session file
      the thread has no session file | files.json | expected rollout-…-0199a213-81c0-7800-8aa1-bbab2a035a53.jsonl
    app-server/thread/session-file: names the session file by another id
      the thread has no session file | files.json | expected rollout-…-0199a213-81c0-7800-8aa1-bbab2a035a53.jsonl
    app-server/thread/session-file: writes the session file elsewhere
      the thread has no session file | files.json | expected rollout-…-0199a213-81c0-7800-8aa1-bbab2a035a53.jsonl
    app-server/thread/session-file: makes a folder of the session file
      the thread has no session file | files.json | expected rollout-…-0199a213-81c0-7800-8aa1-bbab2a035a53.jsonl
    app-server/schema/valid-messages: starts a turn that is none
      /params/turn: Instance type "string" is invalid. Expected "object". | wire.jsonl:11 | actual {"method":"turn/started","params":{"threadId":"0199a213-81c0-7800-8aa1-bbab2a035a53","turn":"none"}}
    app-server/schema/valid-messages: starts nothing
      the message: Instance does not have required property "params". | wire.jsonl:11 | actual {"method":"turn/started"}
    app-server/schema/valid-messages: ends the turn with an unknown status
      /params/turn/status: Instance does not match any of ["completed","interrupted","failed","inProgress"]. | wire.jsonl:20 | actual {"method":"turn/completed","params":{"threadId":"0199a213-81c0-7800-8aa1-bbab2a035a53","turn":{"id":"0199a213-81d0-7421-9c52-3a1f62a1e2ab","items":[{"type":"agentMessage","id":"msg_1","text":"192"}],"status":"done","error":null}}}
    app-server/schema/valid-messages: ends a turn without an id
      /params/turn/id: Instance type "null" is invalid. Expected "string". | wire.jsonl:20 | actual {"method":"turn/completed","params":{"threadId":"0199a213-81c0-7800-8aa1-bbab2a035a53","turn":{"id":null,"items":[{"type":"agentMessage","id":"msg_1","text":"192"}],"status":"completed","error":null}}}
    app-server/schema/valid-messages: has a number for the text of a message
      /params/item/text: Instance type "number" is invalid. Expected "string". | wire.jsonl:17 | actual {"method":"item/completed","params":{"item":{"type":"agentMessage","id":"msg_1","text":192},"threadId":"0199a213-81c0-7800-8aa1-bbab2a035a53","turnId":"0199a213-81d0-7421-9c52-3a1f62a1e2ab"}}
    app-server/schema/valid-messages: answers with a thread that is none
      /thread: Instance type "null" is invalid. Expected "object". | wire.jsonl:6 | actual {"id":2,"result":{"thread":null}}
    app-server/schema/valid-messages: sends pieces that are no text
      /params/delta: Instance type "number" is invalid. Expected "string". | wire.jsonl:15 | actual {"method":"item/agentMessage/delta","params":{"threadId":"0199a213-81c0-7800-8aa1-bbab2a035a53","turnId":"0199a213-81d0-7421-9c52-3a1f62a1e2ab","itemId":"msg_1","delta":1}}
      /params/delta: Instance type "number" is invalid. Expected "string". | wire.jsonl:16 | actual {"method":"item/agentMessage/delta","params":{"threadId":"0199a213-81c0-7800-8aa1-bbab2a035a53","turnId":"0199a213-81d0-7421-9c52-3a1f62a1e2ab","itemId":"msg_1","delta":1}}
    app-server/approval/names-item: never starts the item
      no item of this id is started | wire.jsonl:2 | actual a
      no item of this id is started | wire.jsonl:8 | actual b
      no item of this id is started | wire.jsonl:11 | actual c
    app-server/approval/names-item: starts an item of another id
      no item of this id is started | wire.jsonl:20 | actual d
      no item of this id is started | wire.jsonl:24 | actual e
    app-server/approval/names-item: starts the item in another turn
      no item of this id is started | wire.jsonl:3 | actual a
      no item of this id is started | wire.jsonl:10 | actual b
      no item of this id is started | wire.jsonl:14 | actual c
      no item of this id is started | wire.jsonl:20 | actual d
      no item of this id is started | wire.jsonl:24 | actual e
    app-server/approval/decision-decides: runs what was declined
      the item is completed after "decline" | wire.jsonl:12 | actual completed
      the item is completed after an answer that decides nothing | wire.jsonl:16 | actual completed
    app-server/approval/decision-decides: declines what was accepted
      the item is declined after "accept" | wire.jsonl:5 | actual declined
    app-server/approval/decision-decides: applies what was cancelled
      the item is completed after "cancel" | wire.jsonl:26 | actual completed
    app-server/approval/decision-decides: fails what was declined
      the item is failed after "decline" | wire.jsonl:12 | actual failed
    app-server/approval/cancel-interrupts: completes the turn
      the turn is not interrupted | wire.jsonl:27 | expected interrupted | actual completed
    app-server/approval/cancel-interrupts: fails the turn
      the turn is not interrupted | wire.jsonl:27 | expected interrupted | actual failed
    app-server/interrupt/ends-turn: completes the turn
      the turn is not interrupted | wire.jsonl:4 | expected interrupted | actual completed
    app-server/interrupt/ends-turn: never ends the turn
      the interrupted turn never ends | wire.jsonl:3
    app-server/interrupt/ends-turn: ends another turn
      the interrupted turn never ends | wire.jsonl:3
    app-server/interrupt/ends-turn: answers after it has completed the turn
      the turn is not interrupted | wire.jsonl:4 | expected interrupted | actual completed
    app-server/error/told-before-failed-turn: says nothing before
      no error came before | wire.jsonl:4 | expected stream disconnected
    app-server/error/told-before-failed-turn: says so after the turn
      the error says otherwise | wire.jsonl:5 | expected stream disconnected | actual Reconnecting
    app-server/error/told-before-failed-turn: says something else
      the error says otherwise | wire.jsonl:6 | expected stream disconnected | actual other
    app-server/error/told-before-failed-turn: says nothing in the turn
      the error says otherwise | wire.jsonl:6 | expected  | actual stream disconnected
    app-server/error/unknown-method-invalid: has the code of JSON-RPC
      the refusal has another code or does not name the method | wire.jsonl:2 | expected -32600 … no/such | actual -32601 unknown variant \`no/such\`
    app-server/error/unknown-method-invalid: does not name the method
      the refusal has another code or does not name the method | wire.jsonl:2 | expected -32600 … no/such | actual -32600 Invalid request
    app-server/error/unknown-method-invalid: serves the method
      the method is served | wire.jsonl:2
    app-server/item/command-exit-code: leaves out the exit code of a success
      a command completed, but not with exit code 0 | wire.jsonl:5 | actual {"type":"commandExecution","id":"a","text":"","command":"touch made","status":"completed","exitCode":null}
      a command completed, but not with exit code 0 | wire.jsonl:6 | actual {"type":"commandExecution","id":"x","text":"","command":"touch made","status":"completed","exitCode":null}
      a command completed, but not with exit code 0 | wire.jsonl:12 | actual {"type":"commandExecution","id":"b","text":"","command":"touch made","status":"completed","exitCode":null}
      a command completed, but not with exit code 0 | wire.jsonl:16 | actual {"type":"commandExecution","id":"c","text":"","command":"touch made","status":"completed","exitCode":null}
    app-server/item/command-exit-code: completes with exit code 1
      a command completed, but not with exit code 0 | wire.jsonl:5 | actual {"type":"commandExecution","id":"a","text":"","command":"touch made","status":"completed","exitCode":1}
      a command completed, but not with exit code 0 | wire.jsonl:6 | actual {"type":"commandExecution","id":"x","text":"","command":"touch made","status":"completed","exitCode":1}
      a command completed, but not with exit code 0 | wire.jsonl:12 | actual {"type":"commandExecution","id":"b","text":"","command":"touch made","status":"completed","exitCode":1}
      a command completed, but not with exit code 0 | wire.jsonl:16 | actual {"type":"commandExecution","id":"c","text":"","command":"touch made","status":"completed","exitCode":1}
    app-server/item/command-exit-code: fails with exit code 0
      a command failed with exit code 0 | wire.jsonl:5 | actual {"type":"commandExecution","id":"a","text":"","command":"touch made","status":"failed","exitCode":0}
      a command failed with exit code 0 | wire.jsonl:6 | actual {"type":"commandExecution","id":"x","text":"","command":"touch made","status":"failed","exitCode":0}
      a command failed with exit code 0 | wire.jsonl:12 | actual {"type":"commandExecution","id":"b","text":"","command":"touch made","status":"failed","exitCode":0}
      a command failed with exit code 0 | wire.jsonl:16 | actual {"type":"commandExecution","id":"c","text":"","command":"touch made","status":"failed","exitCode":0}
    app-server/item/command-exit-code: is in progress
      a command is completed and its status is inProgress | wire.jsonl:5 | actual {"type":"commandExecution","id":"a","text":"","command":"touch made","status":"inProgress","exitCode":0}
      a command is completed and its status is inProgress | wire.jsonl:6 | actual {"type":"commandExecution","id":"x","text":"","command":"touch made","status":"inProgress","exitCode":3}
      a command is completed and its status is inProgress | wire.jsonl:12 | actual {"type":"commandExecution","id":"b","text":"","command":"touch made","status":"inProgress","exitCode":null}
      a command is completed and its status is inProgress | wire.jsonl:16 | actual {"type":"commandExecution","id":"c","text":"","command":"touch made","status":"inProgress","exitCode":null}
    app-server/item/file-change-tells-diff: names no file
      a path, a kind or a diff is missing | wire.jsonl:22 | actual []
    app-server/item/file-change-tells-diff: leaves out the diff
      a path, a kind or a diff is missing | wire.jsonl:22 | actual [{"path":"made","kind":{"type":"add"}}]
    app-server/item/file-change-tells-diff: has an empty diff
      a path, a kind or a diff is missing | wire.jsonl:22 | actual [{"path":"made","kind":{"type":"add"},"diff":""}]
    app-server/item/file-change-tells-diff: leaves out the kind
      a path, a kind or a diff is missing | wire.jsonl:22 | actual [{"path":"made","diff":"one\\n"}]
    app-server/handshake/initialize-once: shakes hands again
      initialize is answered again | wire.jsonl:8
    app-server/handshake/initialize-once: answers with nothing
      initialize is answered again | wire.jsonl:8
    app-server/handshake/required: starts a thread
      model/list is served | wire.jsonl:2
    app-server/handshake/required: answers with nothing
      model/list is served | wire.jsonl:2
    app-server/handshake/opt-out-kept: sends what is not wanted
      item/agentMessage/delta is sent all the same | wire.jsonl:4 | actual {"method":"item/agentMessage/delta","params":{"itemId":"m","delta":"one"}}
    app-server/handshake/opt-out-kept: sends it without params
      item/agentMessage/delta is sent all the same | wire.jsonl:4 | actual {"method":"item/agentMessage/delta"}
    app-server/steer/reaches-model: loses the input
      the last request does not hold this text | model.jsonl:2 | actual Say "two".
    app-server/steer/reaches-model: asks the model no more
      the last request does not hold this text | model.jsonl:2 | actual Say "two".
    app-server/rollback/model-forgets: keeps the turn
      the last request still holds this text | model.jsonl:3 | actual Say two.
    app-server/rollback/model-forgets: forgets the first turn, too
      the last request does not hold this text | model.jsonl:3 | actual Say one.
    app-server/rollback/model-forgets: loses the prompt
      the last request does not hold this text | model.jsonl:3 | actual Say three.
    app-server/fork/model-remembers: forgets the turn before
      the last request does not hold this text | model.jsonl:2 | actual Say one.
    app-server/fork/model-remembers: loses the prompt
      the last request does not hold this text | model.jsonl:2 | actual Say two.
    app-server/resume/model-remembers: forgets all turns before
      the last request does not hold this text | model.jsonl:2 | actual Say one.
      the last request does not hold this text | model.jsonl:2 | actual Say two.
    app-server/resume/model-remembers: forgets the turn that was cut
      the last request does not hold this text | model.jsonl:2 | actual Say two.
    app-server/resume/model-remembers: loses the prompt
      the last request does not hold this text | model.jsonl:2 | actual Say three.
    app-server/resume/cut-turn-interrupted: says that it completed
      the last turn | expected interrupted | actual completed
    app-server/resume/cut-turn-interrupted: says that it goes on
      the last turn | expected interrupted | actual inProgress
    app-server/resume/cut-turn-interrupted: forgets it
      the last turn | expected interrupted | actual completed
    app-server/dynamic-tool/output-reaches-model: loses the answer of the client
      the last request does not hold this text | model.jsonl:2 | actual a book
    app-server/dynamic-tool/output-reaches-model: never asks the client
      the client was never asked
    turn/reply/exact: adds a space
      turn 1: another reply came | wire.jsonl:17 | expected 192 | actual 192 
    turn/reply/exact: adds a line
      turn 1: another reply came | wire.jsonl:17 | expected 192 | actual 192

    turn/reply/exact: alters a letter
      turn 1: another reply came | wire.jsonl:17 | expected 192 | actual 19_
    turn/reply/exact: says nothing
      turn 1: another reply came | wire.jsonl:17 | expected 192 | actual 
    turn/reply/exact: sends no reply
      turn 1: no reply came | wire.jsonl | expected 192
    turn/reply/exact: goes on with another reply
      turn 1: another reply came | wire.jsonl:19 | expected 192 | actual Done.
    turn/thread/id-known-to-model: prints another id
      process 1 speaks to the model under another id | model.jsonl | expected 01a20329-be70-7183-8018-9048882309e1 | actual 0199a213-81c0-7800-8aa1-bbab2a035a53
    turn/thread/id-known-to-model: names another cache key
      process 1 speaks to the model under another id | model.jsonl | expected 0199a213-81c0-7800-8aa1-bbab2a035a53 | actual another
    turn/thread/id-known-to-model: names another session
      process 1 speaks to the model under another id | model.jsonl | expected 0199a213-81c0-7800-8aa1-bbab2a035a53 | actual another
    turn/thread/id-known-to-model: names another session besides the right one
      process 1 speaks to the model under another id | model.jsonl | expected 0199a213-81c0-7800-8aa1-bbab2a035a53 | actual another"
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
    run/model/asked-no-more-than-needed, no request: not-applicable, codex never spoke to the model, 0
    run/files/workspace-untouched, no process: untestable, no process was recorded, 0
    run/files/workspace-untouched, another sandbox: not-applicable, process 1 has no read-only sandbox, 0
    run/files/repository-untouched, no process: untestable, no process was recorded, 0
    run/files/repository-untouched, another sandbox: not-applicable, process 1 has no read-only sandbox, 0
    run/files/home-untouched, no process: untestable, no process was recorded, 0
    run/files/tmp-empty, no process: untestable, no process was recorded, 0
    run/output/no-credentials, no process: untestable, no process was recorded, 0
    run/output/no-credentials, a prompt with a credential: not-applicable, the scenario itself speaks of something that looks like a credential, 0
    run/output/no-credentials, a reply with one that no recorder took out: not-applicable, the scenario itself speaks of something that looks like a credential, 0
    exec/stdout/jsonl-only, no process: untestable, no lines in process 1, 0
    exec/stdout/jsonl-only, no output: untestable, no lines in process 1, 0
    exec/events/thread-started-first, no process: untestable, no first events in process 1, 0
    exec/events/thread-started-first, no output: untestable, no first events in process 1, 0
    exec/events/turn-started-once, no process: untestable, no starts of a turn in process 1, 0
    exec/events/turn-started-once, no output: untestable, no starts of a turn in process 1, 0
    exec/events/terminal-event-last, no process: untestable, no lines in process 1, 0
    exec/events/terminal-event-last, no output: untestable, no lines in process 1, 0
    exec/turn/completes, no process: untestable, no process was recorded, 0
    exec/turn/completes, no output: untestable, process 1 printed nothing to stdout, 0
    exec/exit/agrees-with-terminal-event, no process: untestable, no process was recorded, 0
    exec/exit/agrees-with-terminal-event, no output: untestable, process 1 printed nothing to stdout, 0
    exec/stdin/open-pipe-not-awaited, no process: untestable, no process was recorded, 0
    exec/stdin/prompt-verbatim, no process: untestable, no process was recorded, 0
    exec/stdin/piped-text-reaches-model, no process: untestable, no process was recorded, 0
    exec/items/messages-as-sent, no process: untestable, no process was recorded, 0
    exec/items/reasoning-by-summary, no process: untestable, no process was recorded, 0
    exec/items/commands-told, no process: untestable, no process was recorded, 0
    exec/items/exit-code-told, no process: untestable, no process was recorded, 0
    exec/items/patch-kinds, no process: untestable, no process was recorded, 0
    exec/items/plan-completed-last, no process: untestable, no process was recorded, 0
    exec/turn/goes-on-unless-done, no process: untestable, no process was recorded, 0
    exec/errors/failure-ends-turn, no process: untestable, no process was recorded, 0
    exec/errors/refused-connection-given-up, no process: untestable, no process was recorded, 0
    exec/retries/announced, no process: untestable, no process was recorded, 0
    exec/retries/no-more-than-allowed, no process: untestable, no process was recorded, 0
    exec/signals/interrupt-fails, no process: untestable, no process was recorded, 0
    exec/usage/total-of-thread, no process: untestable, no process was recorded, 0
    exec/usage/review-counted, no process: untestable, no process was recorded, 0
    exec/items/unique-ids, no output: not-applicable, no events of items in process 1, 0
    exec/items/unique-ids, an uneventful turn: not-applicable, no events of items in process 1, 0
    exec/items/sequential-ids, no output: not-applicable, no items in process 1, 0
    exec/items/sequential-ids, an uneventful turn: not-applicable, no items in process 1, 0
    exec/items/started-once, no output: not-applicable, no starts of items in process 1, 0
    exec/items/started-once, an uneventful turn: not-applicable, no starts of items in process 1, 0
    exec/items/updated-while-open, no output: not-applicable, no updates of items in process 1, 0
    exec/items/updated-while-open, an uneventful turn: not-applicable, no updates of items in process 1, 0
    exec/items/one-type, no output: not-applicable, no later events of items that were started in process 1, 0
    exec/items/one-type, an uneventful turn: not-applicable, no later events of items that were started in process 1, 0
    exec/items/completed-by-end-of-turn, no output: not-applicable, no items that were started in process 1, 0
    exec/items/completed-by-end-of-turn, an uneventful turn: not-applicable, no items that were started in process 1, 0
    exec/items/whole-when-told, no output: not-applicable, no messages, reasoning and warnings in process 1, 0
    exec/items/whole-when-told, an uneventful turn: not-applicable, no messages, reasoning and warnings in process 1, 0
    exec/items/status-fits-event, no output: not-applicable, no items with a status in process 1, 0
    exec/items/status-fits-event, an uneventful turn: not-applicable, no items with a status in process 1, 0
    exec/items/exit-code-fits-status, no output: not-applicable, no commands that ended in process 1, 0
    exec/items/exit-code-fits-status, an uneventful turn: not-applicable, no commands that ended in process 1, 0
    exec/usage/not-negative, no output: not-applicable, no counts of tokens in process 1, 0
    exec/usage/not-negative, an uneventful turn: not-applicable, no counts of tokens in process 1, 0
    exec/usage/parts-within-whole, no output: not-applicable, no counts of tokens in process 1, 0
    exec/usage/parts-within-whole, an uneventful turn: not-applicable, no counts of tokens in process 1, 0
    exec/errors/none-in-completed-turn, no output: not-applicable, no completed turns in process 1, 0
    exec/errors/none-in-completed-turn, an uneventful turn: not-applicable, no completed turns in process 1, 0
    exec/events/known-shape, no output: untestable, no events of a known type in process 1, 0
    exec/events/known-shape, only unknown events: untestable, no events of a known type in process 1, 0
    exec/stdout/distinct-keys, no output: not-applicable, no objects in process 1, 0
    exec/events/only-warnings-before-turn, no output: not-applicable, no starts of a turn in process 1, 0
    exec/errors/failure-says-why, no output: not-applicable, no failed turns in process 1, 0
    exec/errors/announced-before-failure, no output: not-applicable, no failed turns in process 1, 0
    exec/stderr/quiet-on-success, no success: not-applicable, no process exited with code 0, 0
    exec/session/kept-under-thread-id, only ephemeral sessions: not-applicable, each process was asked to keep no session, 0
    exec/session/kept-under-thread-id, no thread id: untestable, no process named its thread, 0
    exec/session/ephemeral-leaves-none, no process: not-applicable, not every process was started with --ephemeral, 0
    exec/session/ephemeral-leaves-none, sessions that are kept: not-applicable, not every process was started with --ephemeral, 0
    exec/stdin/no-prompt-refused, no process: untestable, no process that has to refuse was recorded, 0
    exec/schema/unreadable-refused, no process: untestable, no process that has to refuse was recorded, 0
    exec/config/invalid-refused, no process: untestable, no process that has to refuse was recorded, 0
    exec/flags/repository-required, no process: untestable, no process that has to refuse was recorded, 0
    exec/flags/usage-error-is-2, no process: untestable, no process was recorded, 0
    exec/resume/unknown-thread-refused, no process: untestable, no process that has to refuse was recorded, 0
    exec/mcp/required-server-refused, no process: untestable, no process that has to refuse was recorded, 0
    exec/text/final-message-only, no process: untestable, no process was recorded, 0
    exec/mcp/outcome-in-item, no process: untestable, no process was recorded, 0
    exec/last-message/is-final, no process: untestable, the stream has no message, 0
    exec/resume/ephemeral-thread-refused, no process: untestable, no process that has to refuse was recorded, 0
    exec/resume/ephemeral-thread-refused, no such flag: not-applicable, this codex has no exec.flag.ephemeral, 0
    exec/resume/ephemeral-turn-not-kept, no request: untestable, the thread was not continued, 0
    exec/resume/ephemeral-turn-not-kept, no such flag: not-applicable, this codex has no exec.flag.ephemeral, 0
    exec/last-message/kept-on-failure, a turn that does not fail: untestable, the turn did not fail, 0
    exec/schema/in-each-request, no request: untestable, codex never spoke to the model, 0
    exec/image/reaches-model, no request: untestable, codex never spoke to the model, 0
    exec/context/agents-files-in-order, no request: untestable, codex never spoke to the model, 0
    exec/context/override-replaces, no request: untestable, codex never spoke to the model, 0
    exec/config/overrides-reach-model, no request: untestable, codex never spoke to the model, 0
    exec/resume/settings-reach-model, no request: untestable, codex never spoke to the model, 0
    exec/environment/key-of-provider-sent, no request: untestable, codex never spoke to the model, 0
    exec/resume/same-thread, no process: untestable, the first turn named no thread, 0
    exec/resume/same-thread, one process: untestable, no turn was resumed, 0
    exec/resume/same-thread, no thread in the first turn: untestable, the first turn named no thread, 0
    exec/resume/history-reaches-model, no turn: untestable, no turn was resumed, 0
    exec/resume/history-reaches-model, one turn: untestable, no turn was resumed, 0
    exec/resume/history-reaches-model, no request of the resumed turn: untestable, no request to the model came from the resumed turn, 0
    exec/resume/history-reaches-model, no reply in the first turn: untestable, turn 1 had no reply, 0
    exec/resume/history-in-order, no turn: untestable, no turn was resumed, 0
    exec/resume/history-in-order, one turn: untestable, no turn was resumed, 0
    exec/resume/history-in-order, no request of the resumed turn: untestable, no request to the model came from the resumed turn, 0
    exec/resume/same-cache-key, no request: untestable, the first turn named no cache key, 0
    exec/resume/same-cache-key, no request of the resumed turn: untestable, no request to the model came from a resumed turn, 0
    app-server/wire/valid-messages, no process: untestable, no messages of the server in process 1, 0
    app-server/wire/valid-messages, no output: untestable, no messages of the server in process 1, 0
    app-server/wire/one-answer-per-request, no wire: untestable, no requests of the client in process 1, 0
    app-server/wire/answer-id-type, no wire: untestable, no answers of the server in process 1, 0
    app-server/wire/answer-id-type, no output: untestable, no answers of the server in process 1, 0
    app-server/wire/no-error-answers, no wire: untestable, no answers of the server in process 1, 0
    app-server/wire/no-error-answers, no output: untestable, no answers of the server in process 1, 0
    app-server/handshake/initialize-answered-first, no wire: untestable, no handshakes in process 1, 0
    app-server/handshake/initialize-answered-first, no output: untestable, no handshakes in process 1, 0
    app-server/handshake/user-agent-names-client, no answer: untestable, no answers to initialize in process 1, 0
    app-server/handshake/user-agent-tells-version, no answer: untestable, no answer to initialize tells a version, 0
    app-server/thread/announced-as-answered, no wire: untestable, no threads in process 1, 0
    app-server/thread/announced-as-answered, no thread: untestable, no threads in process 1, 0
    app-server/thread/answered-before-announced, no thread: untestable, no threads that were started in process 1, 0
    app-server/thread/ids-known, no turn: not-applicable, no notifications of turns and items that name a thread in process 1, 0
    app-server/thread/status-follows-turn, no status: not-applicable, no changes of the status of a thread in process 1, 0
    app-server/thread/session-file, no thread: untestable, no thread that is not ephemeral had a turn, 0
    app-server/thread/session-file, no turn: untestable, no thread that is not ephemeral had a turn, 0
    app-server/thread/session-file, an ephemeral thread: untestable, no thread that is not ephemeral had a turn, 0
    app-server/thread/session-file, a live run: not-applicable, The files of a live run are not recorded., 0
    app-server/turn/answered-before-started, no turn: untestable, no answers to turn/start in process 1, 0
    app-server/turn/starts-as-answered, no turn: untestable, no answers to turn/start in process 1, 0
    app-server/turn/one-start-one-end, no turn: untestable, no turns in process 1, 0
    app-server/turn/nothing-after-end, no turn: untestable, no turns that ended in process 1, 0
    app-server/turn/items-in-started-turn, no turn: untestable, no notifications of items in process 1, 0
    app-server/turn/status, no turn: untestable, no steps of turns in process 1, 0
    app-server/turn/error-iff-failed, no turn: untestable, no turns that ended in process 1, 0
    app-server/turn/reply-in-completed, no turn: not-applicable, no turns that ended with a message of the agent in their items in process 1, 0
    app-server/item/started-then-completed, no turn: untestable, no steps of items in process 1, 0
    app-server/item/closed-at-turn-end, no turn: untestable, no turns that ended in process 1, 0
    app-server/item/keeps-type, no turn: untestable, no items that were started and completed in process 1, 0
    app-server/item/deltas-while-open, no turn: not-applicable, no pieces of texts in process 1, 0
    app-server/item/deltas-make-text, no turn: not-applicable, no messages of the agent that came in pieces in process 1, 0
    app-server/item/user-message-before-reply, no turn: untestable, no messages of the agent in turns that begin with a message of the user in process 1, 0
    app-server/item/user-message-is-prompt, no turn: untestable, the scenario has no turn, 0
    app-server/usage/totals-never-fall, no report: not-applicable, no reports of tokens in process 1, 0
    app-server/usage/first-total-is-last, no report: not-applicable, no first reports of threads in process 1, 0
    app-server/usage/parts-fit, no report: not-applicable, no reports of tokens in process 1, 0
    app-server/turn/completes, no process: untestable, nothing crossed the wire, 0
    app-server/turn/completes, no wire: untestable, nothing crossed the wire, 0
    app-server/exit/clean-after-eof, no process: untestable, no process was recorded, 0
    app-server/exit/clean-after-eof, a process that cannot be started: untestable, process 1 was never started, 0
    app-server/schema/valid-messages, no output: untestable, the server sent no message that the schema speaks of, 0
    app-server/schema/valid-messages, no schema: not-applicable, The binary lacks app-server.command.generate-json-schema., 0
    app-server/schema/valid-messages, a schema that was not recorded: untestable, the schema that the binary emits was not recorded, 0
    app-server/approval/none-under-never, no output: untestable, the server sent nothing, 0
    app-server/approval/none-under-never, another policy: not-applicable, no process ran under the approval policy never, 0
    app-server/handshake/opt-out-kept, no wire: untestable, the client opted out of nothing, 0
    app-server/handshake/opt-out-kept, an older binary: not-applicable, the binary knows no optOutNotificationMethods, 0
    app-server/handshake/initialize-once, no wire: untestable, no answers to a repeated initialize in process 1, 0
    app-server/handshake/required, no wire: untestable, no answers before the handshake in process 1, 0
    app-server/item/command-exit-code, no wire: not-applicable, no commands that were completed in process 1, 0
    app-server/item/file-change-tells-diff, no wire: not-applicable, no changes of files that completed in process 1, 0
    app-server/approval/names-item, no wire: not-applicable, no requests for approvals in process 1, 0
    app-server/approval/decision-decides, no wire: not-applicable, no items that were completed after a decision in process 1, 0
    app-server/approval/cancel-interrupts, no wire: not-applicable, no turns in which an approval was cancelled in process 1, 0
    app-server/interrupt/ends-turn, no wire: not-applicable, no interruptions that were answered with a result in process 1, 0
    app-server/error/told-before-failed-turn, no wire: not-applicable, no turns that failed in process 1, 0
    app-server/error/unknown-method-invalid, no wire: untestable, no requests with a method that no version knows in process 1, 0
    app-server/steer/reaches-model, no answer: not-applicable, turn/steer took no input, 0
    app-server/steer/reaches-model, no request: untestable, the model was never asked, 0
    app-server/rollback/model-forgets, no answer: not-applicable, thread/rollback took nothing back, 0
    app-server/rollback/model-forgets, no request: untestable, the model was never asked, 0
    app-server/fork/model-remembers, no answer: not-applicable, thread/fork made no thread, 0
    app-server/fork/model-remembers, no request: untestable, the model was never asked, 0
    app-server/resume/model-remembers, no answer: untestable, thread/resume took up no thread, 0
    app-server/resume/model-remembers, no request: untestable, the model was never asked, 0
    app-server/resume/cut-turn-interrupted, no answer: untestable, thread/resume took up no thread, 0
    app-server/dynamic-tool/output-reaches-model, no request: not-applicable, the model was never asked, 0
    app-server/dynamic-tool/output-reaches-model, no tool: not-applicable, this binary does not offer the tool of the client, 0
    turn/reply/exact, no turn: untestable, the scenario expects no reply, 0
    turn/thread/id-known-to-model, no process: untestable, no process was recorded, 0
    turn/thread/id-known-to-model, no request: untestable, process 1 told the model no id of its thread, 0
    turn/thread/id-known-to-model, no id in the requests of the last process: untestable, process 1 told the model no id of its thread, 0
    turn/thread/id-known-to-model, no id in the requests of the last process: untestable, process 2 told the model no id of its thread, 0
    turn/thread/id-known-to-model, no id printed: untestable, process 1 printed no id of its thread, 0
    turn/thread/id-known-to-model, no id printed: untestable, process 2 printed no id of its thread, 0"
  `);
});
