import type { Recording } from '../../recording/recording.ts';
import { mutantsOf, type Mutant } from '../mutant.ts';
import { another, fromServer, type Mutation } from '../../mutations/mutations.ts';
import { notice } from '../../mutations/wire.ts';

/** What the checks of a plain turn must notice. */
export const plainTurnMutants: readonly Mutant[] = [
  ...mutantsOf('app-server/approval/none-under-never', {
    'asks whether a command may run': asking('item/commandExecution/requestApproval'),
    'asks whether a file may change': asking('item/fileChange/requestApproval'),
    'asks for more permissions': asking('item/permissions/requestApproval'),
    'asks in the old form': asking('execCommandApproval'),
  }),
  ...mutantsOf('app-server/thread/session-file', {
    'writes no session file': files((list) => list.filter(({ path }) => !path.includes('rollout-'))),
    'names the session file by another id': files((list) =>
      list.map((file) => ({ ...file, path: file.path.replace(/\w(?=\.jsonl$)/, another) })),
    ),
    'writes the session file elsewhere': files((list) => list.map((file) => ({ ...file, place: 'tmp' as const }))),
    'makes a folder of the session file': files((list) => list.map((file) => ({ ...file, kind: 'folder' as const }))),
  }),
];

function asking(method: string): Mutation {
  return fromServer(notice('item/completed', 'agentMessage'), (message) => [
    { method, id: 0, params: message['params'] },
    message,
  ]);
}

function files(change: (files: Recording['files']) => Recording['files']): Mutation {
  return (recording) => ({ ...recording, files: change(recording.files) });
}
