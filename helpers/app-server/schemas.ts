import * as z from 'zod';

/**
 * The parts of results and notifications that the suite reads. Unknown members are kept. Members that some versions lack are
 * optional: codex 0.61 names neither thread nor turn in `item/*` and no thread in `turn/*`, and has no `error` in a turn that
 * succeeded.
 */

/** Result of `thread/start`, `thread/resume` and `thread/fork`, and the params of `thread/started`. */
export const ThreadHolder = z.looseObject({ thread: z.looseObject({ id: z.string() }) });

const TurnErrorShape = z.looseObject({
  message: z.string(),
  codexErrorInfo: z.unknown().optional(),
  additionalDetails: z.string().nullish(),
});

/** Why a turn failed. `codexErrorInfo` is a name or an object with one, by version. */
export type TurnError = z.infer<typeof TurnErrorShape>;

/** Result of `turn/start`, and the params of `turn/started` and `turn/completed`. */
export const TurnHolder = z.looseObject({
  threadId: z.string().nullish(),
  turn: z.looseObject({ id: z.string(), status: z.string(), error: TurnErrorShape.nullish() }),
});

const InTurn = z.looseObject({ threadId: z.string().nullish(), turnId: z.string().nullish() });

/** Params of `item/completed` for a message of the agent. */
export const AgentMessageHolder = InTurn.extend({
  item: z.looseObject({ type: z.literal('agentMessage'), id: z.string(), text: z.string() }),
});

/** Params of `item/agentMessage/delta`. */
export const AgentMessageDelta = InTurn.extend({ itemId: z.string(), delta: z.string() });

/** Params of `thread/tokenUsage/updated`. The counters depend on the version. */
export const TokenUsageHolder = z.looseObject({
  threadId: z.string(),
  tokenUsage: z.looseObject({ total: z.record(z.string(), z.unknown()) }),
});

/** Params of `error`. */
export const ErrorNotice = InTurn.extend({ error: TurnErrorShape, willRetry: z.boolean().optional() });

/** Params of the client's `turn/start`. */
export const TurnStart = z.looseObject({ threadId: z.string() });
