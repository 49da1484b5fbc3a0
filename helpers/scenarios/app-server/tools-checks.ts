import { failIfAny, notApplicable, type Check } from '../../checks/check.ts';
import { README } from '../../checks/app-server/authorities.ts';
import { listIn, textIn } from '../../checks/app-server/fields.ts';
import { asked, judged, UNSERVED, wireOf, withoutLastInput } from '../../checks/app-server/model-inputs.ts';
import { offeredTools } from '../../model/tools.ts';
import { changeModelRequests } from '../../mutations/model-requests.ts';
import { changeLastProcess } from '../../mutations/recording.ts';
import { beside } from '../beside.ts';
import { DYNAMIC_TOOL } from './tools.ts';
import { objectOf } from '../../util/json-object.ts';

const dynamicToolAnswered: Check = {
  id: 'app-server/dynamic-tool/output-reaches-model',
  clause: 'The model calls a tool that the client offered, the client is asked, and its answer reaches the model.',
  level: 'must',
  authority: README,
  language: 'app-server',
  needsModel: true,
  judge(recording) {
    const [first] = asked(recording);
    if (first === undefined) return notApplicable('the model was never asked');
    const body = objectOf(first.body);
    const names = offeredTools({ ...body, input: listIn(body, 'input') }).map(({ name }) => name);
    if (!names.includes(DYNAMIC_TOOL)) return notApplicable('this binary does not offer the tool of the client');
    const answer = wireOf(recording).find(
      ({ from, message, answers }) =>
        from === 'client' && message.kind === 'response' && answers?.method === 'item/tool/call',
    );
    if (answer?.message.kind !== 'response')
      return failIfAny([{ message: 'the client was never asked' }], 0, 'requests');
    const parts = listIn(objectOf(answer.message.result), 'contentItems').map(objectOf);
    return judged(recording, { holds: parts.map((part) => textIn(part, 'text') ?? ''), lacks: [] });
  },
  mutants: () => ({
    'loses the answer of the client': withoutLastInput,
    'never asks the client': changeLastProcess(() => ({ wire: [] })),
  }),
  unjudged: () => ({
    'no request': UNSERVED['no request']!,
    'no tool': changeModelRequests((exchange) => [{ ...exchange, body: { input: [] } }]),
  }),
};

/** Checks of the tools that the client offers. */
export const clientToolChecks = beside({ 'app-server/tools/dynamic': [dynamicToolAnswered] });
