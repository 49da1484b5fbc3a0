const RequestId = { anyOf: [{ type: 'string' }, { format: 'int64', type: 'integer' }] };

function message(method: string, params: string | null, id: object = {}): object {
  return {
    description: 'NEW',
    title: `${method}Message`,
    type: 'object',
    required: ['method'],
    properties: {
      ...id,
      method: { type: 'string', enum: [method], title: 'Method' },
      ...(params === null ? {} : { params: { $ref: `#/definitions/${params}` } }),
    },
  };
}

/** A bundle such as the binaries emit, in miniature. */
export const BUNDLE = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'CodexAppServerProtocol',
  type: 'object',
  definitions: {
    RequestId,
    ClientNotification: { oneOf: [message('initialized', null)] },
    ClientRequest: {
      oneOf: [
        message('turn/start', 'v2/TurnStartParams', { id: { $ref: '#/definitions/RequestId' } }),
        message('initialize', 'InitializeParams', { id: { $ref: '#/definitions/RequestId' } }),
        message('account/logout', null, { id: { $ref: '#/definitions/RequestId' } }),
      ],
    },
    ServerRequest: { oneOf: [message('item/tool/call', 'v2/ToolCallParams')] },
    ServerNotification: {
      description: 'All of them',
      oneOf: [message('turn/started', 'v2/TurnStarted'), message('turn/completed', 'v2/TurnStarted')],
    },
    InitializeParams: { type: 'object' },
    v2: {
      ToolCallResponse: { type: 'object', required: ['success'], properties: { success: { type: 'boolean' } } },
      ToolCallParams: { type: 'object', properties: { tool: { type: 'string' } } },
      TurnStartParams: { type: 'object', required: ['threadId'], properties: { threadId: { type: 'string' } } },
      TurnStartResponse: {
        type: 'object',
        required: ['turn'],
        properties: { turn: { $ref: '#/definitions/v2/Turn' } },
      },
      TurnStarted: {
        type: 'object',
        required: ['turn'],
        properties: { turn: { $ref: '#/definitions/v2/Turn' }, title: { type: 'string', title: 'A title' } },
      },
      Turn: {
        type: 'object',
        required: ['id', 'status', 'items'],
        properties: {
          id: { type: 'string', description: 'The id' },
          status: { enum: ['inProgress', 'completed'], type: 'string' },
          startedAt: { type: ['integer', 'null'], format: 'int64', default: null },
          items: { type: 'array', items: { $ref: '#/definitions/v2/Item' } },
        },
      },
      Item: {
        type: 'object',
        properties: { parent: { anyOf: [{ $ref: '#/definitions/v2/Item' }, { type: 'null' }] } },
      },
    },
  },
};
