import { Buffer } from 'node:buffer';
import { changeModelRequests } from '../../mutations/model-requests.ts';
import type { Mutation } from '../../mutations/mutation.ts';
import { changeFiles } from '../../mutations/recording.ts';
import { changeEvents, changeItems } from '../../mutations/stdout.ts';
import { finalMessage, terminalEvent } from '../../exec/transcript.ts';
import { completedItems, eventsOf } from '../../queries/exec-events.ts';
import { linesOf } from '../../queries/exec-lines.ts';
import { modelRequests } from '../../queries/model-requests.ts';
import type { FileRecord, ProcessRecord, Recording } from '../../recording/recording.ts';
import { objectOf } from '../../util/json-object.ts';
import type { Check } from '../check.ts';
import { agreement, type Compared } from './agreement.ts';
import { EVENTS } from './authorities.ts';

/** A name in backquotes that a warning calls missing or ignored. */
const MISSED = /`([^`\s]+)` (?:is |was )?(?:not found|ignored|unknown|unrecognized)/g;

/** Warnings, error messages and the file for the last message, each compared with its source. */
export const ownWordsChecks: readonly Check[] = [
  agreement({
    id: 'exec/warnings/names-what-was-given',
    clause: 'A name that a warning calls missing or ignored is on the command line, or names the requested model.',
    level: 'should',
    assumes: ['event-stream', 'some-start', 'unknown-model'],
    authority: { kind: 'observed', reference: 'versions from 0.98.0 to 0.171.0' },
    about: 'names in warnings',
    needsModel: true,
    compare(process, recording) {
      const given = [...process.argv, ...modelRequests(recording).map(({ body }) => String(objectOf(body)['model']))];
      return completedItems(process, 'error').flatMap(({ message }) =>
        [...message.matchAll(MISSED)].map(([, name]): Compared => {
          const isGiven = given.some((one) => one.includes(name!));
          return (
            isGiven || {
              message: 'a warning names a value that was not given',
              expected: given.join(' '),
              actual: message,
            }
          );
        }),
      );
    },
    mutants: () => ({
      'warns of another name': warning((message) => message.replaceAll(/`([^`\s]+)`/g, '`other-$1`')),
      'replaces the first letter of names': warning((message) => message.replaceAll(/`[^`\s]([^`\s]*)`/g, '`~$1`')),
    }),
  }),
  agreement({
    id: 'exec/errors/status-as-answered',
    clause: 'An HTTP status in the message of a failed turn is the one that the model answered with.',
    level: 'should',
    assumes: ['event-stream', 'http-errors'],
    authority: EVENTS,
    about: 'statuses in messages',
    needsModel: true,
    compare(process, recording) {
      const statuses = modelRequests(recording, process.process).map(({ reply }) => String(reply.status));
      return eventsOf(process).flatMap((event): Compared[] => {
        const message = event.type === 'turn.failed' ? event.error.message : '';
        const [, actual] = /\bstatus:? (\d{3})\b/.exec(message) ?? [];
        if (actual === undefined || statuses.length === 0) return [];
        const expected = statuses.at(-1)!;
        return [actual === expected || { message: 'another HTTP status', expected, actual: message }];
      });
    },
    mutants: () => ({
      'reports another status': changeEvents('turn.failed', (event) => [
        { ...event, error: { message: String(objectOf(event['error'])['message']).replace(/\b\d{3}\b/, '418') } },
      ]),
      'reports a status that no response had': changeModelRequests((exchange) => [
        { ...exchange, reply: { ...exchange.reply, status: 599 } },
      ]),
    }),
  }),
  agreement({
    id: 'exec/last-message/as-reported',
    effects: ['exec --output-last-message'],
    clause: 'After a turn that completed, the file for the last message holds the last message of the stream.',
    level: 'must',
    assumes: ['event-stream', 'last-message-file'],
    authority: { kind: 'documented', reference: 'Codex documentation, Non-interactive mode: --output-last-message' },
    about: 'files for the last message',
    needsModel: true,
    compare(process, recording): readonly Compared[] {
      const path = lastMessagePath(process);
      const isLast = recording.processes.every(
        (one) => one.process <= process.process || lastMessagePath(one) !== path,
      );
      const lines = linesOf(process);
      const said = finalMessage(lines);
      if (path === undefined || !isLast || said === null || terminalEvent(lines)?.type !== 'turn.completed') return [];
      const file = fileAt(path, recording);
      // A file in a folder that does not exist cannot be written.
      if (file === undefined && !hasFolder(path, recording)) return [];
      const [expected, actual] =
        file === undefined || file.text !== undefined
          ? [said.text, file?.text ?? 'no file']
          : [`${Buffer.byteLength(said.text)} bytes`, `${file.size} bytes`];
      return [actual === expected || { message: `another text in ${path}`, file: 'files.json', expected, actual }];
    },
    mutants: () => ({
      'writes no file': changeFiles(() => []),
      'reports another last message': changeItems('agent_message', (item) => [
        { ...item, text: `${String(item['text'])}.` },
      ]),
    }),
  }),
];

function lastMessagePath({ argv }: ProcessRecord): string | undefined {
  const at = argv.findIndex((word) => word === '-o' || word === '--output-last-message');
  return at < 0 ? undefined : argv[at + 1];
}

function fileAt(path: string, { files }: Recording): FileRecord | undefined {
  return files.find((file) => file.kind === 'file' && (path === file.path || path.endsWith(`/${file.path}`)));
}

/** False if the path is in a folder that does not exist. The path begins with the mark of its place, such as `<TMPDIR>`. */
function hasFolder(path: string, { files }: Recording): boolean {
  const folder = path.split('/').slice(1, -1).join('/');
  return folder === '' || files.some((file) => file.kind === 'folder' && file.path === folder);
}

function warning(change: (message: string) => string): Mutation {
  return changeItems('error', (item) => [{ ...item, message: change(String(item['message'])) }]);
}
