import { withoutModelRequests } from '../../mutations/model-requests.ts';
import { changeEachProcess } from '../../mutations/recording.ts';
import { changeEvents } from '../../mutations/stdout.ts';
import { CONFIGURATION, PROCESSOR } from '../../checks/exec/authorities.ts';
import { RETRY_NOTICE } from '../../checks/exec/errors.ts';
import { failIfAny, untestable, type Check } from '../../checks/check.ts';
import { eventsOf } from '../../queries/exec-events.ts';
import { modelRequests, unasked } from '../../queries/model-requests.ts';
import { fileOf } from '../../queries/process-files.ts';
import type { ProcessRecord } from '../../recording/recording.ts';
import { beside } from '../beside.ts';

const announced: Check = {
  id: 'exec/retries/announced',
  clause: 'Each retry after a stream that broke off is announced by its own error event.',
  level: 'must',
  authority: PROCESSOR,
  language: 'exec',
  needsModel: true,
  judge(recording) {
    const missing = unasked(recording);
    if (missing !== undefined) return untestable(missing);
    const retriesOf = ({ process }: ProcessRecord): number =>
      modelRequests(recording, process)
        .slice(0, -1)
        .filter(({ reply }) => !reply.body.includes('response.completed')).length;
    const all = recording.processes.map(retriesOf).reduce((sum, one) => sum + one, 0);
    const found = recording.processes.flatMap((process) => {
      const retries = retriesOf(process);
      const notices = eventsOf(process).filter((event) => event.type === 'error' && RETRY_NOTICE.test(event.message));
      if (notices.length >= retries) return [];
      const message = `process ${process.process}: ${notices.length} announced retries, expected at least ${retries}`;
      return [{ message, file: fileOf(process, 'stdout') }];
    });
    return failIfAny(found, all, 'retries, each announced');
  },
  unjudged: () => ({ 'no request': withoutModelRequests }),
  mutants: () => ({
    'tries again in silence': changeEvents('error', () => []),
    'words it as the end': changeEvents('error', (event) => [{ ...event, message: 'stream disconnected' }]),
  }),
};

const noMoreThanAllowed: Check = {
  id: 'exec/retries/no-more-than-allowed',
  clause: 'A stream that breaks off is retried no more often than stream_max_retries allows.',
  level: 'must',
  authority: CONFIGURATION,
  language: 'exec',
  needsModel: true,
  judge(recording) {
    const missing = unasked(recording);
    if (missing !== undefined) return untestable(missing);
    const found = recording.processes.flatMap(({ process, argv }) => {
      const allowed = 1 + Number(/stream_max_retries=(\d+)/.exec(argv.join(' '))?.[1] ?? 0);
      const sent = modelRequests(recording, process).length;
      if (sent <= allowed) return [];
      return [{ message: `process ${process}: ${sent} requests, expected at most ${allowed}`, file: 'model.jsonl' }];
    });
    return failIfAny(found, recording.model.length, 'requests, as many as are allowed');
  },
  unjudged: () => ({ 'no request': withoutModelRequests }),
  mutants: () => ({
    'tries once more': (recording) => ({ ...recording, model: [...recording.model, recording.model.at(-1)!] }),
    'is allowed less': changeEachProcess(({ argv }) => ({
      argv: argv.map((word) => word.replace(/stream_max_retries=\d+/, 'stream_max_retries=1')),
    })),
  }),
};

/** Retries of requests whose stream breaks off. */
export const retryChecks = beside({
  'exec/retries/stream-cut-twice': [announced],
  'exec/retries/used-up': [announced, noMoreThanAllowed],
  'exec/retries/cut-after-command': [announced],
});
