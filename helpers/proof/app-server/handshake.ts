import { mutantsOf, type Mutant } from '../mutant.ts';
import { another, answers, type Fields, type Mutation } from '../../mutations/mutations.ts';
import { answerTo, movedBefore, notice, sent } from '../../mutations/wire.ts';

/** What the checks of the beginning of every wire must notice. */
export const handshakeMutants: readonly Mutant[] = [
  ...mutantsOf('app-server/handshake/initialize-answered-first', {
    'warns before it is spoken to': sent(0, '{"method":"configWarning","params":{"summary":"no bubblewrap"}}'),
    'warns before it answers': sent(1, '{"method":"configWarning","params":{"summary":"no bubblewrap"}}'),
    'asks before it answers': sent(1, '{"method":"currentTime/read","id":0,"params":{}}'),
    'announces a thread first': movedBefore(notice('thread/started'), answerTo(1)),
    'answers another request first': movedBefore(answerTo(2), answerTo(1)),
  }),
  ...mutantsOf('app-server/handshake/user-agent-names-client', {
    'leaves out the userAgent': answers(1, (answer) => [{ ...answer, result: {} }]),
    'has a list for the userAgent': userAgent((text) => [text]),
    'names another client': userAgent(() => 'codex_cli_rs/0.98.0 (Debian 12.0.0; x86_64) unknown'),
    'leaves out the version': userAgent((text) => text.replace(/\/\S*/, '')),
    'says only who asked': userAgent((text) => text.slice(text.lastIndexOf('('))),
  }),
  ...mutantsOf('app-server/handshake/user-agent-tells-version', {
    'tells the version before a build': userAgent((text) => text.replace(/\/\S*/, '/0.0.0')),
    'tells a version that differs in its last figure': userAgent((text) =>
      text.replace(/\/\S*/, (version) => another(`${version}0`)),
    ),
  }),
];

function userAgent(change: (text: string) => unknown): Mutation {
  return answers(1, (answer) => {
    const result = answer['result'] as Fields;
    return [{ ...answer, result: { ...result, userAgent: change(result['userAgent'] as string) } }];
  });
}
