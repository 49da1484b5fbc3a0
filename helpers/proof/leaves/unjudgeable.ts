import type { LeafChange } from './changes.ts';

/** Leaves, and values in fields of a name, that no check can judge: no other recorded value depends on them. */
interface Unjudgeable {
  /** Matches `<kind of message> <path>`, as in `turn/started params.turn.id`, or `*.<field>` of a value that is changed everywhere. */
  readonly paths: RegExp;
  readonly reason: string;
  /** Only where the recording has one message of this kind: others would repeat the leaf. @default false */
  readonly onlyIfAlone?: true;
}

/** The leaves that the score leaves out. */
export const UNJUDGEABLE: readonly Unjudgeable[] = [
  {
    paths: /^POST \S+ headers\.content-length$/,
    reason: 'Sanitising changes the length of the body.',
  },
  {
    paths:
      /^POST \S+ headers\.(?:host|x-codex-beta-features|x-oai-web-search-eligible|x-openai-internal-codex-responses-lite)$/,
    reason: 'The free port of the scripted model, and flags that upstream sets for its own servers.',
    onlyIfAlone: true,
  },
  {
    paths: /^POST \S+ body\.(?:.*\.)?tools\[\]\S*\.(?:description|definition|minItems)$/,
    reason: 'Upstream words what its tools do, and sets their limits.',
    onlyIfAlone: true,
  },
  {
    paths: /^POST \S+ body\.(?:instructions|input\[\]\(message\)\.content\[\]\(input_text\)\.text)$/,
    reason: 'Upstream words the instructions; the prompt among these texts is judged.',
    onlyIfAlone: true,
  },
  {
    paths: /^POST \S+ body\.input\[\]\(\w+\)\.id$/,
    reason: 'A random id that codex gives an item.',
    onlyIfAlone: true,
  },
  {
    paths: /^item\.completed item\(error\)\.message$/,
    reason: 'A warning is free text of the binary. The names in it are judged by exec/warnings/names-what-was-given.',
  },
  {
    paths: /^(?:warning params\.message|(?:configWarning|deprecationNotice) params\.(?:summary|details))$/,
    reason: 'Upstream words its warnings.',
  },
  {
    paths: /^error \S+ error\.message$/,
    reason: 'Upstream words the errors that refuse requests.',
  },
  {
    paths: /^remoteControl\/status\/changed params\.(?:serverName|environmentId)$/,
    reason: 'The name of the host, which nothing else records, and an environment that no scenario has.',
  },
  {
    paths: /^(?:answer \S+\/\S+ result|thread\/readState\/changed params)\.(?:\S*[cC]ursor|\S*\.revision)$/,
    reason: 'A text that is opaque to clients.',
  },
  {
    paths: /^answer (?:thread\/(?:start|resume|fork)) result\.multiAgentMode$/,
    reason: 'A default of the binary.',
  },
  {
    paths: /^(?:turn\/completed params\.turn|item\/completed params\.item\(\w+\))\.durationMs$/,
    reason: 'A measurement; that it fits the start and the end is judged to two seconds.',
  },
  {
    paths: /^thread\/tokenUsage\/updated params\.tokenUsage\.modelContextWindow$/,
    reason: 'A default of the binary for the model; where it is reported twice, the reports are compared.',
    onlyIfAlone: true,
  },
  {
    paths:
      /^answer (?:model|skills|experimentalFeature)\/list result\.data\[\]\.(?:.*\.)?(?:description|shortDescription|displayName|defaultPrompt|announcement|brandColor|icon\w+)$/,
    reason: 'Upstream words its catalogues.',
  },
  {
    paths:
      /^\*\.(?:durationMs|revision|serverName|summary|multiAgentMode|modelContextWindow|(?:shortD|d)escription|displayName|icon\w+)$/,
    reason: 'The same, wherever it is reported: measurements, names, defaults and words of the binary.',
  },
];

/** Whether the score leaves out the change of a leaf. */
export function isUnjudgeable({ path, alone }: Pick<LeafChange, 'path' | 'alone'>): boolean {
  return UNJUDGEABLE.some((one) => one.paths.test(path) && (alone || one.onlyIfAlone !== true));
}
