import { failIfAny, type Check } from '../../checks/check.ts';
import { README, testedIn } from '../../checks/app-server/authorities.ts';
import { faultOfCall } from '../../checks/app-server/call-faults.ts';
import { listIn, objectIn, textIn } from '../../checks/app-server/fields.ts';
import { inSequence, type Mutation } from '../../mutations/mutation.ts';
import { addFile, changeFiles } from '../../mutations/recording.ts';
import {
  changeNotifications,
  changeResponse,
  isNotification,
  isResponseTo,
  removeMessages,
} from '../../mutations/wire.ts';
import { clientCalls, type ClientCall } from '../../queries/client-calls.ts';
import { messagesOf } from '../../queries/wire-messages.ts';
import type { Recording } from '../../recording/recording.ts';
import { objectOf, type JsonObject } from '../../util/json-object.ts';
import { beside } from '../beside.ts';

const STARTS: ReadonlySet<string> = new Set(['command/exec', 'process/spawn']);
const WRITES: ReadonlySet<string> = new Set(['command/exec/write', 'process/writeStdin']);
const RESIZES: ReadonlySet<string> = new Set(['command/exec/resize', 'process/resizePty']);
const ENDS: ReadonlySet<string> = new Set(['command/exec/terminate', 'process/kill']);
const DELTAS = ['command/exec/outputDelta', 'process/outputDelta'] as const;

const stdinEchoed: Check = {
  id: 'app-server/processes/stdin-echoed',
  clause:
    'A process that prints its stdin is reported with exactly the bytes that the client wrote, and exits with code 0.',
  level: 'must',
  authority: README,
  language: 'app-server',
  needsClient: true,
  effects: ['command/exec/write', 'process/spawn', 'process/writeStdin'],
  judge(recording) {
    const echoes = startedIn(recording).filter(({ call }) => listIn(call.params, 'command').join(' ') === 'cat');
    const compared = echoes.map(({ call, requests, output, exitCode }) => {
      const expected = {
        exitCode: 0,
        output: requests
          .filter(({ method }) => WRITES.has(method))
          .map(bytesIn)
          .join(''),
      };
      return faultOfCall(call, nameIn(call.params), expected, { exitCode, output });
    });
    return failIfAny(compared.flat(), compared.length, 'processes, each with its stdin as output');
  },
  mutants: () => ({
    'loses a piece': changeDeltas(() => ''),
    'alters the output': changeDeltas((text) => text.toUpperCase()),
    'sends each piece twice': changeDeltas((text) => text + text),
    'exits with another code': changeEnds((code) => Number(code) + 1),
  }),
};

const terminalSized: Check = {
  id: 'app-server/processes/terminal-sized',
  clause: 'A process in a terminal sees the size that the client gave at its start, and after each change the new one.',
  level: 'must',
  authority: README,
  language: 'app-server',
  needsClient: true,
  effects: ['command/exec/resize', 'process/resizePty'],
  judge(recording) {
    const terminals = startedIn(recording).filter(({ call }) => call.params['tty'] === true);
    const compared = terminals.map(({ call, requests, output }) => {
      const resized = requests.filter(({ method }) => RESIZES.has(method)).map(({ params }) => params);
      const expected = [call.params, ...resized].map(sizeIn);
      return faultOfCall(
        call,
        nameIn(call.params),
        expected,
        [...output.matchAll(/^(\d+ \d+)\r?$/gm)].map(([, size]) => size),
      );
    });
    return failIfAny(compared.flat(), compared.length, 'terminals, each with the sizes that the client gave');
  },
  mutants: () => ({
    'ignores the new size': changeDeltas((text) => text.replace(/^40 100/m, '24 80')),
    'ignores all sizes': changeDeltas((text) => text.replace(/^\d+ \d+/m, '0 0')),
  }),
};

const terminatedEnds: Check = {
  id: 'app-server/processes/terminated-ends',
  clause: 'A process that the client terminates ends, with an exit code other than 0.',
  level: 'must',
  authority: README,
  language: 'app-server',
  needsClient: true,
  effects: ['command/exec/terminate', 'process/kill'],
  judge(recording) {
    const terminated = startedIn(recording).filter(({ requests }) => requests.some(({ method }) => ENDS.has(method)));
    const compared = terminated.map(({ call, exitCode }) =>
      typeof exitCode === 'number' && exitCode !== 0
        ? []
        : faultOfCall(call, nameIn(call.params), 'an exit code other than 0', exitCode),
    );
    return failIfAny(compared.flat(), compared.length, 'terminated processes, each with an exit code other than 0');
  },
  mutants: () => ({
    'reports success': changeEnds(() => 0),
    'reports no end': inSequence(
      removeMessages(isNotification('process/exited')),
      removeMessages(isResponseTo('command/exec')),
    ),
  }),
};

const sandboxDecides: Check = {
  id: 'app-server/processes/sandbox-decides',
  clause: 'A command writes its file, except in a read-only sandbox, in which it fails.',
  level: 'must',
  authority: testedIn('v2/command_exec.rs'),
  language: 'app-server',
  needsClient: true,
  effects: ['command/exec'],
  judge({ processes, files }) {
    const calls = processes.flatMap(clientCalls).filter(({ method, result }) => STARTS.has(method) && result !== null);
    const compared = calls.map((call) => {
      const { type } = objectIn(call.params, 'sandboxPolicy');
      const isAllowed = type !== 'readOnly';
      const own = files.find(({ place, path }) => place === 'workspace' && path === `${String(type)}.txt`);
      const expected = { succeeds: isAllowed, text: isAllowed ? `${String(type)}\n` : undefined };
      return faultOfCall(call, String(type), expected, { succeeds: call.result!['exitCode'] === 0, text: own?.text });
    });
    return failIfAny(
      compared.flat(),
      compared.length,
      'commands, each with a file on disk where the sandbox allows it',
    );
  },
  mutants: () => ({
    'writes in a read-only sandbox': (recording) =>
      changeFiles((files) => files.map((one) => (one.path === 'readOnly.txt' ? { ...one, text: 'readOnly\n' } : one)))(
        addFile('workspace', 'readOnly.txt')(recording),
      ),
    'writes nothing': changeFiles((files) => files.filter(({ place }) => place !== 'workspace')),
    'reports success for a refused file': changeEnds(() => 0),
  }),
};

/** Checks of the processes that a client starts. */
export const clientProcessChecks = beside({
  'app-server/processes/commands': [stdinEchoed, terminalSized, terminatedEnds],
  'app-server/processes/spawned': [stdinEchoed, terminalSized, terminatedEnds],
  'app-server/processes/sandboxed': [sandboxDecides],
});

/** A process that the client started, with the requests on it that have a result. */
interface Started {
  readonly call: ClientCall;
  readonly requests: readonly ClientCall[];
  /** The bytes of its stdout, as text. */
  readonly output: string;
  /** Undefined if no end was reported. */
  readonly exitCode: unknown;
}

/** The processes of a server that supports further requests on them. */
function startedIn({ processes }: Recording): Started[] {
  return processes.flatMap((process) => {
    const calls = clientCalls(process).filter(({ result }) => result !== null);
    const notifications = messagesOf(process).flatMap(({ message }) =>
      message.kind === 'notification' ? [{ method: message.method, params: objectOf(message.params) }] : [],
    );
    const started = new Map<string, ClientCall>();
    for (const call of calls) if (STARTS.has(call.method)) started.set(nameIn(call.params), call);
    for (const { from, line, message } of messagesOf(process)) {
      if (from === 'server' || message.kind !== 'request' || !STARTS.has(message.method)) continue;
      const params = objectOf(message.params);
      if (!started.has(nameIn(params)))
        started.set(nameIn(params), { process, line, method: message.method, params, result: null });
    }
    return [...started.values()].flatMap((call): Started[] => {
      const name = nameIn(call.params);
      const isOwn = ({ params }: { readonly params: JsonObject }): boolean => nameIn(params) === name;
      const requests = calls.filter((one) => !STARTS.has(one.method) && isOwn(one));
      if (requests.length === 0) return [];
      const output = notifications.filter(
        (one) => isDelta(one.method) && isOwn(one) && one.params['stream'] === 'stdout',
      );
      const exited = notifications.find((one) => one.method === 'process/exited' && isOwn(one))?.params;
      const end = call.method === 'process/spawn' ? exited : call.result;
      return [{ call, requests, output: output.map(bytesIn).join(''), exitCode: end?.['exitCode'] }];
    });
  });
}

function isDelta(method: string): boolean {
  return (DELTAS as readonly string[]).includes(method);
}

function nameIn(params: JsonObject): string {
  return String(params['processId'] ?? params['processHandle']);
}

function bytesIn({ params }: { readonly params: JsonObject }): string {
  return Buffer.from(textIn(params, 'deltaBase64') ?? '', 'base64').toString();
}

function sizeIn(params: JsonObject): string {
  const { rows, cols } = objectIn(params, 'size');
  return `${String(rows)} ${String(cols)}`;
}

function changeDeltas(change: (text: string) => string): Mutation {
  return inSequence(
    ...DELTAS.map((method) =>
      changeNotifications(method, (params) => [
        { ...params, deltaBase64: Buffer.from(change(bytesIn({ params }))).toString('base64') },
      ]),
    ),
  );
}

function changeEnds(change: (code: unknown) => number): Mutation {
  const inFields = (fields: JsonObject): JsonObject => ({ ...fields, exitCode: change(fields['exitCode']) });
  return inSequence(
    changeResponse('command/exec', (response) => [{ ...response, result: inFields(objectIn(response, 'result')) }]),
    changeNotifications('process/exited', (params) => [inFields(params)]),
  );
}
