/** Tokens as the model reports them at the end of a response. */
export interface ModelUsage {
  readonly input: number;
  readonly cached: number;
  readonly output: number;
  readonly reasoning: number;
}

/** One server-sent event of the Responses API. */
export interface ModelEvent {
  readonly type: string;
  readonly [field: string]: unknown;
}

/** An event as it stands on the wire. */
export function sse(event: ModelEvent): string {
  return `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
}

/** The response has begun. */
export function responseCreated(responseId: string): ModelEvent {
  return { type: 'response.created', response: { id: responseId } };
}

/** An assistant message has begun; its deltas may follow. */
export function messageAdded(itemId: string): ModelEvent {
  return {
    type: 'response.output_item.added',
    item: { type: 'message', role: 'assistant', id: itemId, content: [] },
  };
}

/** A piece of the message that was begun last. */
export function textDelta(itemId: string, delta: string): ModelEvent {
  return { type: 'response.output_text.delta', item_id: itemId, content_index: 0, delta };
}

/** The whole message. */
export function messageDone(itemId: string, text: string): ModelEvent {
  return {
    type: 'response.output_item.done',
    item: { type: 'message', role: 'assistant', id: itemId, content: [{ type: 'output_text', text }] },
  };
}

/** The end of the response. */
export function responseCompleted(responseId: string, usage: ModelUsage): ModelEvent {
  return {
    type: 'response.completed',
    response: {
      id: responseId,
      usage: {
        input_tokens: usage.input,
        input_tokens_details: { cached_tokens: usage.cached },
        output_tokens: usage.output,
        output_tokens_details: { reasoning_tokens: usage.reasoning },
        total_tokens: usage.input + usage.output,
      },
    },
  };
}
