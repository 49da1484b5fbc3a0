import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { checksOf } from '../../helpers/scenarios/catalog.ts';
import { judge } from '../../helpers/checks/judge.ts';
import { mutantsOf } from '../../helpers/proof/mutant.ts';
import { createSanitiser } from '../../helpers/recording/sanitise.ts';
import type { Recording } from '../../helpers/recording/recording.ts';
import { FAILURES, RECORDINGS } from '../unit/proof/recordings.ts';

const WORLD = '/tmp/codex-conformance-1f/world-3';
const PATHS = [
  { path: `${WORLD}/workspace`, placeholder: '<WORKSPACE_ROOT>' },
  { path: `${WORLD}/codex-home`, placeholder: '<CODEX_HOME>' },
  { path: `${WORLD}/home`, placeholder: '<HOME>' },
  { path: `${WORLD}/tmp`, placeholder: '<TMPDIR>' },
  { path: '/tmp/codex-conformance-1f', placeholder: '<RUN_FOLDER>' },
  { path: '/root/checkout', placeholder: '<SUITE_ROOT>' },
];
const sanitiser = createSanitiser({ paths: PATHS, secrets: [] });

/** In parts, so that no scanner takes them for real ones. */
const API_KEY = ['sk', 'proj', 'Z3vT9qLm4XcW8nRb2KdYp6HsJ1fGaEuN'].join('-');
const JWT = ['eyJhbGciOiJIUzI1NiJ9', 'eyJzdWIiOiIxMjM0NTY3ODkwIn0', 'dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U'].join(
  '.',
);

/** A change of a recording, or of its raw form: what codex and its machine wrote, before any sanitising. */
type Planting = (recording: Recording) => Recording;

/** Changes each text that codex or the scripted model wrote, and leaves JSON JSON. */
function inTexts(change: (text: string) => string): Planting {
  const inJson = (value: unknown): unknown => JSON.parse(change(JSON.stringify(value)));
  return (recording) => ({
    ...recording,
    expected: inJson(recording.expected) as Recording['expected'],
    processes: recording.processes.map((process) => ({
      ...process,
      argv: process.argv.map(change),
      stdin: process.stdin === null ? null : change(process.stdin),
      stdout: change(process.stdout),
      wire: process.wire.map((line) => ({ ...line, text: change(line.text) })),
      stderr: change(process.stderr),
    })),
    model: recording.model.map((exchange) => ({
      ...exchange,
      headers: exchange.headers.map(([name, value]) => [name, change(value)] as const),
      body: inJson(exchange.body),
      reply: { ...exchange.reply, body: change(exchange.reply.body) },
    })),
    files: recording.files.map((file) => ({
      ...file,
      path: change(file.path),
      ...(file.conversation === undefined ? {} : { conversation: inJson(file.conversation) as unknown[] }),
    })),
  });
}

/** Undoes what sanitising did to the paths when the recording was made. */
const withRawPaths = inTexts((text) =>
  PATHS.reduce((raw, { path, placeholder }) => raw.replaceAll(placeholder, path), text),
);

/** Says it wherever the replies of the scenario are said: as expected, by the model, by codex and in the next request. */
function inReplies(words: string): Planting {
  return (recording) =>
    recording.expected.turns.reduce((changed, { expected_reply: reply }) => {
      const said = JSON.stringify(reply);
      return inTexts((text) => text.replaceAll(said, JSON.stringify(`${reply} ${words}`)))(changed);
    }, inPieces(words)(recording));
}

/** The same in the pieces of a streamed reply: the words come in two, after the last of those that are there. */
function inPieces(words: string): Planting {
  const pieces = [` ${words.slice(0, 9)}`, words.slice(9)].map((piece) => JSON.stringify(piece).slice(1, -1));
  const after = <Text>(
    texts: readonly Text[],
    is: string,
    read: (one: Text) => string,
    set: (one: Text, text: string) => Text,
  ) => {
    const at = texts.findLastIndex((one) => read(one).includes(is));
    const last = texts[at];
    if (last === undefined) return texts;
    const added = pieces.map((piece) =>
      set(
        last,
        read(last).replace(/"delta":"[^"]*"/, () => `"delta":"${piece}"`),
      ),
    );
    return texts.toSpliced(at + 1, 0, ...added);
  };
  return (recording) => ({
    ...recording,
    processes: recording.processes.map((process) => ({
      ...process,
      wire: after(
        process.wire,
        '"method":"item/agentMessage/delta"',
        ({ text }) => text,
        (line, text) => ({ ...line, text }),
      ),
    })),
    model: recording.model.map((exchange) => {
      const events = exchange.reply.body.split('\n\n');
      const [is, same] = ['"type":"response.output_text.delta"', (text: string) => text];
      const body = after(events, is, same, (_, text) => text).join('\n\n');
      return { ...exchange, reply: { ...exchange.reply, body } };
    }),
  });
}

/** Says it where codex alone does: in the messages of the agent. */
function inAgentMessage(words: string): Planting {
  return printing((text) =>
    text.replaceAll(/("type":"(?:agent_message|agentMessage)".*?"text":")/g, (head) => `${head}${words} `),
  );
}

function printing(change: (text: string) => string): Planting {
  return (recording) => ({
    ...recording,
    processes: recording.processes.map((process) => ({
      ...process,
      stdout: change(process.stdout),
      wire: process.wire.map((line) => (line.from === 'client' ? line : { ...line, text: change(line.text) })),
    })),
  });
}

/** What a command of the agent printed. */
function inCommandOutput(words: string): Planting {
  return printing((text) => text.replaceAll('"aggregated_output":"', `"aggregated_output":"${words}\\n`));
}

function onStderr(words: string): Planting {
  return (recording) => ({
    ...recording,
    processes: recording.processes.map((process) => ({ ...process, stderr: `${process.stderr}${words}\n` })),
  });
}

function inArguments(...words: readonly string[]): Planting {
  return (recording) => ({
    ...recording,
    processes: recording.processes.map((process) => ({ ...process, argv: [...words, ...process.argv] })),
  });
}

/** An item or notification of its own, as codex tells a warning. */
function inWarning(words: string): Planting {
  return printing((text) => text.replaceAll('no metadata', `no metadata: ${words}`));
}

function inInstructions(words: string): Planting {
  return (recording) => ({
    ...recording,
    model: recording.model.map((exchange) =>
      exchange.body === null ? exchange : { ...exchange, body: { ...exchange.body, instructions: words } },
    ),
  });
}

const SECRETS: readonly string[] = [API_KEY, JWT, `Authorization: Bearer ${API_KEY}`, `OPENAI_API_KEY=${API_KEY}`];
const words = fc.constantFrom(
  ...SECRETS,
  ...PATHS.map(({ path }) => path),
  `${WORLD}/home/.codex/auth.json`,
  `cd ${WORLD}/workspace && cat ${WORLD}/tmp/x.log`,
  `${WORLD}/home holds ${API_KEY}`,
  'nothing of the kind',
);
const planting: fc.Arbitrary<Planting> = fc
  .tuple(
    fc.constantFrom(
      inReplies,
      inAgentMessage,
      inCommandOutput,
      onStderr,
      inWarning,
      inInstructions,
      (text: string) => inArguments('-C', text),
      (text: string) => inArguments('-c', `projects={${JSON.stringify(text)}={trust_level="trusted"}}`),
    ),
    words,
  )
  .map(([plant, text]) => plant(text));

const GOOD = [...RECORDINGS, ...FAILURES];

/** The checks of these scenarios compare paths with the placeholders that every recording has. */
const COMPARES_PLACES = /^(?:app-server\/(?:files|setup)|exec\/hooks)\//;

/** What somebody's codex might have left: a good recording, mostly broken by a mutant, as it was on its machine. */
const raw = fc.constantFrom(...GOOD).chain((recording) => {
  const passing = checksOf(recording).filter((check) => judge(check, recording).verdict === 'pass');
  const mutants = mutantsOf(passing);
  return fc
    .record({
      mutant: fc.option(fc.constantFrom(...mutants), { freq: 4 }),
      plantings: fc.array(planting, { maxLength: 3 }),
    })
    .map(({ mutant, plantings }) => {
      const mutated = mutant === null ? recording : mutant.mutate(recording);
      const raw = COMPARES_PLACES.test(mutated.scenario) ? mutated : withRawPaths(mutated);
      return plantings.reduce((planted, plant) => plant(planted), raw);
    });
});

function verdicts(recording: Recording): Record<string, string> {
  return Object.fromEntries(checksOf(recording).map((check) => [check.id, judge(check, recording).verdict]));
}

test('sanitising never changes a verdict', () => {
  fc.assert(
    fc.property(raw, (recording) => {
      expect(verdicts(sanitiser.recording(recording))).toEqual(verdicts(recording));
    }),
    { numRuns: 120 },
  );
});

/** Recordings whose replies are known beforehand. */
const REPLYING = GOOD.filter(({ expected }) => expected.turns.length > 0);

test.each(REPLYING)('$scenario of $codex.version: secret replies are judged as any other', (recording) => {
  const planted = inReplies(API_KEY)(withRawPaths(recording));
  const expected = { ...verdicts(recording), 'run/output/no-credentials': 'not-applicable' };
  expect([verdicts(planted), verdicts(sanitiser.recording(planted))]).toEqual([expected, expected]);
});

test('what is planted is in the recording until it is sanitised', () => {
  const plantings = [inAgentMessage, inPieces, onStderr, inInstructions, (text: string) => inArguments('-C', text)];
  const recording = RECORDINGS.find(({ mode }) => mode === 'app_server')!;
  const kept = plantings.map((plant) => {
    const planted = plant(`${WORLD}/home ${JWT}`)(recording);
    return [planted, sanitiser.recording(planted)].map((each) => JSON.stringify(each).includes(JWT.slice(9, 60)));
  });
  expect(kept).toEqual(plantings.map(() => [true, false]));
  expect(GOOD.filter((each) => JSON.stringify(withRawPaths(each)).includes(WORLD)).length).toBeGreaterThan(10);
});
