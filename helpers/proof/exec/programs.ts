import type { ModelExchange } from '../../recording/recording.ts';
import { mutantsOf, type Mutant } from '../mutant.ts';
import {
  bodies,
  both,
  events,
  files,
  lastProcess,
  requests,
  said,
  stdout,
  type Fields,
  type Mutation,
} from '../../mutations/mutations.ts';

/** What the checks of single scenarios of `codex exec` must notice. */
export const programMutants: readonly Mutant[] = [
  ...[
    'exec/stdin/no-prompt-refused',
    'exec/schema/unreadable-refused',
    'exec/config/invalid-refused',
    'exec/flags/repository-required',
    'exec/resume/unknown-thread-refused',
    'exec/resume/ephemeral-thread-refused',
    'exec/mcp/required-server-refused',
  ].flatMap((check) =>
    mutantsOf(check, {
      'exits with code 0': lastProcess(() => ({ exit_code: 0 })),
      'fails only after it has asked the model': asksAllTheSame,
      'waits without end': lastProcess(() => ({ ended_by: 'deadline', exit_code: null, signal: 'SIGKILL' })),
    }),
  ),
  ...mutantsOf('exec/flags/usage-error-is-2', {
    'exits with code 1': lastProcess(() => ({ exit_code: 1 })),
    'explains itself on stdout': lastProcess(() => ({ stdout: 'error: unexpected argument\n' })),
  }),
  ...mutantsOf('exec/schema/in-each-request', {
    'forgets the schema': bodies((body) => ({ ...body, text: undefined })),
    'sends another schema': format((own) => ({ ...own, schema: { type: 'object' } })),
    'asks for any JSON': format(() => ({ type: 'json_object' })),
    'forgets it in the last request': onLast((body) => ({ ...body, text: undefined })),
  }),
  ...mutantsOf('exec/image/reaches-model', {
    'sends no picture': parts((all) => all.filter(({ type }) => type !== 'input_image')),
    'sends the path of the picture': parts((all) =>
      all.map((part) => (part['type'] === 'input_image' ? { ...part, image_url: 'point.png' } : part)),
    ),
  }),
  ...mutantsOf('exec/context/agents-files-in-order', {
    'forgets those of the home': said(isRules, (text) => text.replace('First rule: of the home.', '')),
    'forgets those of the folder': said(isRules, (text) => text.replace('Third rule: of the part.', '')),
    'sends them from the innermost': said(isRules, (text) => text.split('\n').toReversed().join('\n')),
  }),
  ...mutantsOf('exec/context/override-replaces', {
    'sends both': said(isRules, (text) => `First rule: of all.\n${text}`),
    'sends what is replaced': said(isRules, () => 'First rule: of all.'),
    'sends none': said(isRules, () => 'no instructions'),
  }),
  ...mutantsOf('exec/config/overrides-reach-model', {
    'asks another model': bodies((body) => ({ ...body, model: 'default-model' })),
    'drops the instructions': said(isRules, () => 'no instructions'),
    'cuts the words at the first quote': said(isRules, (text) => text.replace(/".*/s, '')),
  }),
  ...mutantsOf('exec/resume/settings-reach-model', {
    'stays with the model of before': bodies((body) => ({ ...body, model: 'scripted-model' })),
    'asks a model of its own choice': bodies((body) => ({ ...body, model: 'default-model' })),
  }),
  ...mutantsOf('exec/environment/key-of-provider-sent', {
    'sends no key': headers((all) => all.filter(([name]) => name.toLowerCase() !== 'authorization')),
    'sends it under a name of its own': headers((all) =>
      all.map(([name, value]) => [name.toLowerCase() === 'authorization' ? 'x-api-key' : name, value]),
    ),
    'sends it in another scheme': headers((all) =>
      all.map(([name, value]) => [name, value.replace(/^Bearer/, 'Basic')]),
    ),
  }),
  ...mutantsOf('exec/resume/ephemeral-turn-not-kept', {
    'keeps the turn': bodies((body) => ({ ...body, input: [user('Remember Q9.'), ...inputOf(body)] })),
    'keeps the turn in a summary': bodies((body) => ({ ...body, instructions: 'The user said: Remember Q9.' })),
  }),
  ...mutantsOf('exec/last-message/is-final', {
    'writes no file': files(() => []),
    'writes an empty file': text(() => ''),
    'adds a line feed': text((kept) => `${kept}\n`),
    'writes all messages': text((kept) => `I look.\n${kept}`),
    'leaves what stood there behind it': text((kept) => `${kept}and a long one`),
  }),
  ...mutantsOf('exec/last-message/kept-on-failure', {
    'empties the file': text(() => ''),
    'removes the file': files(() => []),
    'writes what was said before the failure': text(() => 'I look.'),
  }),
  ...mutantsOf('exec/text/final-message-only', {
    'prints all messages': stdout((lines) => ['I looked.', ...lines]),
    'prints a banner': stdout((lines) => ['OpenAI Codex', ...lines]),
    'colours the message': lastProcess(() => ({ stdout: '\u001B[1mdone\u001B[0m\n' })),
    'leaves the line feed out': lastProcess(() => ({ stdout: 'done' })),
    'prints nothing': lastProcess(() => ({ stdout: '' })),
  }),
  ...mutantsOf('exec/mcp/outcome-in-item', {
    'calls all of them completed': outcome(() => 'completed'),
    'calls a tool that answered failed': outcome(() => 'failed'),
    'never closes the items': events('item.completed', () => []),
  }),
];

function isRules(text: string): boolean {
  return /rule|sailor/.test(text);
}

function asksAllTheSame(recording: Parameters<Mutation>[0]): ReturnType<Mutation> {
  const asked: ModelExchange = {
    process: recording.processes.length,
    t_ms: 1,
    method: 'POST',
    path: '/v1/responses',
    headers: [],
    body: { model: 'm', stream: true, input: [user('Say one.')] },
    reply: { status: 200, body: '', ended_by: 'end' },
    violations: [],
  };
  return { ...recording, model: [...recording.model, asked] };
}

function format(change: (own: Fields) => Fields): Mutation {
  return bodies((body) => ({ ...body, text: { format: change((body['text'] as { format: Fields }).format) } }));
}

function onLast(change: (body: Fields) => Fields): Mutation {
  return (recording) => ({
    ...recording,
    model: recording.model.map((exchange, index, all) =>
      index === all.length - 1 ? { ...exchange, body: change(exchange.body as Fields) } : exchange,
    ),
  });
}

function parts(change: (all: readonly Fields[]) => readonly Fields[]): Mutation {
  return bodies((body) => ({
    ...body,
    input: inputOf(body).map((item) => ({ ...item, content: change(item['content'] as readonly Fields[]) })),
  }));
}

function headers(change: (all: ModelExchange['headers']) => ModelExchange['headers']): Mutation {
  return requests((exchange) => [{ ...exchange, headers: change(exchange.headers) }]);
}

function text(change: (kept: string) => string): Mutation {
  return files((all) => all.map((file) => (file.text === undefined ? file : { ...file, text: change(file.text) })));
}

function outcome(status: () => string): Mutation {
  return both(
    events('item.completed', (event) => {
      const item = event['item'] as Fields;
      return [item['type'] === 'mcp_tool_call' ? { ...event, item: { ...item, status: status() } } : event];
    }),
  );
}

function inputOf(body: Fields): readonly Fields[] {
  return body['input'] as readonly Fields[];
}

function user(words: string): Fields {
  return { type: 'message', role: 'user', content: [{ type: 'input_text', text: words }] };
}
