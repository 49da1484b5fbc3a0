import { resolve } from 'node:path';
import { interruptible } from '../../codex/interrupt.ts';
import { SuiteError } from '../../util/errors.ts';
import { bytesOf, bytesOfFile } from '../../judge-stream/input.ts';
import { isJudged, isRedJudgement, type Judgement } from '../../judge-stream/judgement.ts';
import { judgeStream } from '../../judge-stream/judge-stream.ts';
import { judgementGithub } from '../../formats/stream/github.ts';
import { judgementFileSchema } from '../../formats/stream/json.ts';
import { RESULT_SCHEMA_VERSION } from '../../formats/schema-version.ts';
import { judgementSarif } from '../../formats/stream/sarif.ts';
import { judgementText } from '../../formats/stream/text.ts';
import { jsonOf, jsonText } from '../../util/text/json-text.ts';
import type { JudgeOptions } from '../commands/judge.ts';
import { INTERNAL_DEFECT } from '../exit-codes.ts';
import type { Io } from '../io.ts';

const SUCCESS = 0;
const RED = 1;

/**
 * The command `judge`: verdicts on a stream that somebody captured. Returns 1 if a clause that binds does not hold.
 *
 * @throws SuiteError `usage` for a stream that cannot be read or judged, `interrupted` after SIGINT or SIGTERM
 */
export async function judgeFile(options: JudgeOptions, io: Io): Promise<number> {
  const judgement = await interruptible((signal) => judgeInput(options, io, signal));
  io.stdout(FORMATS[options.format](judgement, io));
  const { checks, source } = judgement;
  if (checks.some(isRedJudgement)) return RED;
  if (checks.some(({ verdict }) => verdict === 'harness-error')) return INTERNAL_DEFECT;
  if (checks.some(isJudged)) return SUCCESS;
  throw new SuiteError('usage', `Nothing in ${source} could be judged.`, {
    hint: 'The report has the reason of each check. Judge by all of them, without --only, or capture more of the stream.',
  });
}

const FORMATS: Readonly<Record<JudgeOptions['format'], (judgement: Judgement, io: Io) => string>> = {
  text: (judgement, { style }) => judgementText(judgement, style),
  json: (judgement) => jsonOf(judgementFileSchema, { schema_version: RESULT_SCHEMA_VERSION, ...judgement }),
  sarif: (judgement) => jsonText(judgementSarif(judgement)),
  github: judgementGithub,
};

function judgeInput({ file, as, only, maxFindings }: JudgeOptions, io: Io, signal: AbortSignal): Promise<Judgement> {
  const source = file === '-' ? 'stdin' : file;
  const bytes = file === '-' ? bytesOf(io.stdin(), source, signal) : bytesOfFile(resolve(io.cwd, file), source, signal);
  return judgeStream(bytes, { source, as, only, maxFindings });
}
