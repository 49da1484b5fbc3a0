/** The token usage that a response reports. */
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

/** The text of an event on the wire. */
export function sse(event: ModelEvent): string {
  return `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
}

export function responseCreated(responseId: string): ModelEvent {
  return { type: 'response.created', response: { id: responseId } };
}

/** The start of an assistant message. */
export function messageAdded(itemId: string): ModelEvent {
  return {
    type: 'response.output_item.added',
    item: { type: 'message', role: 'assistant', id: itemId, content: [] },
  };
}

/** A delta of a message. */
export function textDelta(itemId: string, delta: string): ModelEvent {
  return { type: 'response.output_text.delta', item_id: itemId, content_index: 0, delta };
}

/** The complete message. */
export function messageDone(itemId: string, text: string): ModelEvent {
  return {
    type: 'response.output_item.done',
    item: { type: 'message', role: 'assistant', id: itemId, content: [{ type: 'output_text', text }] },
  };
}

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
