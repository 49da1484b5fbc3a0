import { notApplicable, type Check } from '../../checks/check.ts';
import { testedIn } from '../../checks/app-server/authorities.ts';
import { listIn, textIn } from '../../checks/app-server/fields.ts';
import { judged, served, UNSERVED, withoutLastInput } from '../../checks/app-server/model-inputs.ts';

import { changeModelRequests } from '../../mutations/model-requests.ts';
import { beside } from '../beside.ts';
import { type JsonObject, objectOf } from '../../util/json-object.ts';

const steerReachesModel: Check = {
  id: 'app-server/steer/reaches-model',
  effects: ['turn/steer'],
  clause: 'Input that turn/steer took reaches the model.',
  level: 'must',
  authority: testedIn('v2/turn_steer.rs'),
  language: 'app-server',
  needsModel: true,
  judge(recording) {
    const taken = served(recording, 'turn/steer');
    if (taken === null) return notApplicable('turn/steer took no input');
    const [text] = listIn(objectOf(taken.params), 'input').map((part) => textIn(objectOf(part), 'text') ?? '');
    return judged(recording, { holds: [text ?? ''], lacks: [] });
  },
  mutants: () => ({
    'loses the input': withoutLastInput,
    'asks the model no more': changeModelRequests(({ body, ...rest }) => [
      { ...rest, body: { ...(body as JsonObject), input: [] } },
    ]),
  }),
  unjudged: () => UNSERVED,
};

/** Checks of what a turn is given while it runs. */
export const turnScenarioChecks = beside({ 'app-server/turns/steer': [steerReachesModel] });
