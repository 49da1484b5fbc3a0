import { changeInputTexts } from '../../mutations/model-requests.ts';
import { conversation } from '../../model/conversation.ts';
import { argumentsIn } from '../../queries/asked-settings.ts';
import { agentOf, isCompaction, threadOf, type RequestView } from '../../queries/request-views.ts';
import { messagesOf } from '../../queries/wire-messages.ts';
import type { ProcessRecord, Recording } from '../../recording/recording.ts';
import { listOf, objectOf } from '../../util/json-object.ts';
import type { Check } from '../check.ts';
import { CLIENT } from './authorities.ts';
import { inRequest, NOTHING_COMPARED, requestCheck, type RequestComparison } from './each-request.ts';

/** The prompts of the user in the requests to the model. */
export const promptChecks: readonly Check[] = [
  requestCheck(
    {
      id: 'run/model/prompts-as-given',
      effects: ['turn/start'],
      clause: 'Each request holds the prompt that its turn was given, unchanged, as a message of the user.',
      level: 'should',
      assumes: ['starts', 'reaches-model', 'no-extra-requests'],
      authority: CLIENT,
      mutants: () => ({
        'alters the prompt': changeInputTexts(isPrompt, (text) => `${text.slice(0, -1)}_`),
        'loses the prompt': changeInputTexts(isPrompt, () => undefined),
        'adds a line to the prompt': changeInputTexts(isPrompt, (text) => `${text}\n`),
      }),
    },
    'prompts',
    (views, recording) => views.map((view) => promptIn(view, recording)),
  ),
];

function promptIn(view: RequestView, { processes }: Recording): RequestComparison {
  const own = processes.find(({ process }) => process === view.exchange.process);
  if (own === undefined || isCompaction(view) || agentOf(view) !== 'main') return NOTHING_COMPARED;
  const isServer = own.wire.length > 0;
  const given = isServer ? textsFor(own, threadOf(view)) : givenTo(own);
  if (given.length === 0) return NOTHING_COMPARED;
  const last = conversation(view.input.filter((item) => !isWarning(item))).prompt;
  const said = isServer ? [last ?? ''] : textsOfUser(view);
  const isHeld = said.some((text) => given.some((one) => text === one || text.startsWith(`${one}\n\n<stdin>\n`)));
  return {
    count: 1,
    found: isHeld ? [] : [inRequest(view, 'no message of the user has the prompt', given.join(' | '), last)],
  };
}

/** Older versions warn the model as the user, after a command. */
function isWarning(item: unknown): boolean {
  const [part] = listOf(objectOf(item)['content']);
  const { text } = objectOf(part);
  return typeof text === 'string' && text.startsWith('Warning: ');
}

/** The texts that a client gave a thread: to begin a turn, or to steer one. */
function textsFor(process: ProcessRecord, thread: string): string[] {
  return messagesOf(process).flatMap(({ from, message }) => {
    if (from !== 'client' || message.kind !== 'request') return [];
    const { threadId, input } = objectOf(message.params);
    if (threadId !== thread || !/^turn\/(?:start|steer)$/.test(message.method)) return [];
    return listOf(input).flatMap((part) => objectOf(part)['text'] ?? []) as string[];
  });
}

/** The texts that a command line can mean as its prompt. A review words its own. */
function givenTo({ argv, stdin }: ProcessRecord): string[] {
  const given = argumentsIn(argv).filter((one) => one !== '-');
  const [, command] = given;
  return command === 'review' ? [] : [...given.slice(1), ...(stdin === null || stdin === '' ? [] : [stdin])];
}

function textsOfUser({ input }: RequestView): string[] {
  return input
    .map(objectOf)
    .filter(({ role }) => role === 'user')
    .flatMap(({ content }) =>
      typeof content === 'string' ? [content] : listOf(content).map((part) => objectOf(part)['text']),
    )
    .filter((text) => typeof text === 'string');
}

function isPrompt(text: string, { expected }: Recording): boolean {
  return text === expected.turns.at(-1)?.prompt;
}
