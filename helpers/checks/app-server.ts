import { protocolErrors } from '../app-server/protocol-errors.ts';
import { namedThreads } from '../app-server/threads.ts';
import { failIfAny, untestable, type Check } from './check.ts';
import { fileOf } from './files.ts';
import { firstCompletion, messagesOf, onWire, serverMessages } from './wire-view.ts';

const APP_SERVER = ['app_server'] as const;

const README = { kind: 'documented', reference: 'openai/codex codex-rs/app-server/README.md' } as const;

/** What holds for every wire of `codex app-server`. */
export const appServerChecks: readonly Check[] = [
  {
    id: 'app-server/wire/valid-messages',
    clause: 'Each line that the server sends is one JSON-RPC message: a request, a notification, a result or an error.',
    level: 'must',
    authority: README,
    modes: APP_SERVER,
    judge(recording) {
      const sent = serverMessages(recording);
      if (sent.length === 0) return untestable('the server sent nothing');
      const found = sent.flatMap(({ process, message: { line, message } }) =>
        message.kind === 'invalid' ? [onWire(process, line, `not a message: ${message.reason}`)] : [],
      );
      return failIfAny(found, `${sent.length} messages of the server, all of them valid`);
    },
  },
  {
    id: 'app-server/wire/one-answer-per-request',
    clause: 'Each request of the client is answered exactly once, and nothing else is answered.',
    level: 'must',
    authority: README,
    modes: APP_SERVER,
    judge({ processes }) {
      const requests = processes.flatMap((process) =>
        messagesOf(process).flatMap(({ from, line, message }) =>
          from === 'client' && message.kind === 'request' ? [{ process, line, message }] : [],
        ),
      );
      if (requests.length === 0) return untestable('the client sent no request');
      const unanswered = requests.flatMap(({ process, line, message: { id, method } }) => {
        const answers = answersIn(process).filter(({ message }) => message.id === id);
        if (answers.length === 1) return [];
        return [onWire(process, line, `${method} was answered ${answers.length} times`)];
      });
      const unasked = processes.flatMap((process) =>
        answersIn(process)
          .filter(({ answers }) => answers === null)
          .map(({ line }) => onWire(process, line, 'an answer to no request')),
      );
      return failIfAny([...unanswered, ...unasked], `${requests.length} requests, each answered once`);
    },
  },
  {
    id: 'app-server/wire/no-error-answers',
    clause: 'Well-formed requests of a handshake and a plain turn are not answered with an error.',
    level: 'must',
    authority: README,
    modes: APP_SERVER,
    judge({ processes }) {
      const answers = processes.flatMap(answersIn);
      if (answers.length === 0) return untestable('the server answered no request');
      const found = processes.flatMap((process) =>
        protocolErrors(process.wire)
          .filter(({ kind }) => kind === 'answer')
          .map(({ line, text }) => onWire(process, line, text)),
      );
      return failIfAny(found, `${answers.length} answers, all of them results`);
    },
  },
  {
    id: 'app-server/thread/announced-as-answered',
    clause: 'thread/started announces the thread that thread/start answered with, and no other.',
    level: 'must',
    authority: README,
    modes: APP_SERVER,
    judge({ processes }) {
      const count = processes.reduce((sum, { wire }) => sum + namedThreads(wire).length, 0);
      if (count === 0) return untestable('no thread was started');
      const found = processes.flatMap((process) =>
        namedThreads(process.wire)
          .filter(({ answered, announced }) => !answered || !announced)
          .map(({ id, answered }) => ({
            message: answered ? 'the thread was never announced' : 'a thread was announced that nobody started',
            file: fileOf(process, 'wire'),
            actual: id,
          })),
      );
      return failIfAny(found, `${count} thread, answered and announced under one id`);
    },
  },
  {
    id: 'app-server/turn/completes',
    clause: 'A turn that the model answers ends with turn/completed and the status completed.',
    level: 'must',
    authority: README,
    modes: APP_SERVER,
    judge({ processes }) {
      if (processes.every(({ wire }) => wire.length === 0)) return untestable('nothing crossed the wire');
      const found = processes.flatMap((process) => {
        const end = firstCompletion(process);
        if (end?.status === 'completed') return [];
        if (end !== undefined) return [onWire(process, end.line, end.error?.message ?? `the status is ${end.status}`)];
        const said = protocolErrors(process.wire).at(-1);
        const why =
          said === undefined ? 'no turn/completed came' : `no turn/completed came; the server said: ${said.text}`;
        return [{ message: why, file: fileOf(process, 'wire') }];
      });
      return failIfAny(found, `${processes.length} turn, completed`);
    },
  },
  {
    id: 'app-server/exit/clean-after-eof',
    clause: 'When its stdin is closed an idle app-server exits with code 0.',
    level: 'should',
    authority: {
      kind: 'source',
      reference: 'openai/codex codex-rs/app-server-transport: the end of stdin ends the stdio transport',
    },
    modes: APP_SERVER,
    judge({ processes }) {
      if (processes.length === 0) return untestable('no process was recorded');
      const found = processes.flatMap(({ process, exit_code, signal }) => {
        if (exit_code === 0) return [];
        const actual =
          exit_code === null ? `killed by ${signal ?? 'nobody: it never started'}` : `exit code ${exit_code}`;
        return [{ message: `process ${process}`, file: 'run.json', expected: 'exit code 0', actual }];
      });
      return failIfAny(found, `${processes.length} process exited with code 0`);
    },
  },
];

function answersIn(process: Parameters<typeof messagesOf>[0]) {
  return messagesOf(process).flatMap(({ from, line, message, answers }) =>
    from === 'server' && (message.kind === 'response' || message.kind === 'error-response')
      ? [{ line, message, answers }]
      : [],
  );
}
