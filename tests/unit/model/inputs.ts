/** An item of a request's `input`, as codex writes it. */
export type Item = Readonly<Record<string, unknown>>;

/** A message with one part of text or several. */
export function message(role: 'user' | 'assistant' | 'developer', ...texts: readonly string[]): Item {
  const type = role === 'assistant' ? 'output_text' : 'input_text';
  return { type: 'message', role, content: texts.map((text) => ({ type, text })) };
}

const ENVIRONMENT = '<environment_context>\n  <cwd>/w</cwd>\n  <shell>bash</shell>\n</environment_context>';
const PERMISSIONS = '<permissions instructions>\nFilesystem sandboxing …\n</permissions instructions>';
const PROJECT = '# AGENTS.md instructions for /w\n\n<INSTRUCTIONS>\n## Skills\nA skill is …\n</INSTRUCTIONS>';

/** What codex says before a conversation, by version. */
export const CONTEXTS: Readonly<Record<string, readonly Item[]>> = {
  '0.61.0': [message('user', ENVIRONMENT)],
  '0.77.0': [message('user', PROJECT), message('user', ENVIRONMENT)],
  '0.98.0': [message('developer', PERMISSIONS), message('user', PROJECT), message('user', ENVIRONMENT)],
  '0.130.0': [
    message('developer', PERMISSIONS, '<skills_instructions>\n…\n</skills_instructions>'),
    message('user', ENVIRONMENT),
  ],
  '0.130.0 with an AGENTS.md': [message('developer', PERMISSIONS), message('user', PROJECT, ENVIRONMENT)],
  '0.169.0': [
    {
      type: 'additional_tools',
      id: 'at_1',
      role: 'developer',
      tools: [{ type: 'namespace', name: 'functions', tools: [] }],
    },
    message('developer', 'You are Codex, an agent.'),
    message(
      'developer',
      '<skills_instructions>…</skills_instructions>',
      PERMISSIONS,
      '<collaboration_mode>…</collaboration_mode>',
    ),
    message('developer', '<multi_agent_mode>…</multi_agent_mode>'),
    message('user', ENVIRONMENT),
  ],
};

/** A conversation as 0.98.0 resumes it: the context stands before each prompt. */
export function resumed098(prompt: string, reply: string, next: string): readonly Item[] {
  const context = CONTEXTS['0.98.0']!;
  return [...context, message('user', prompt), message('assistant', reply), ...context, message('user', next)];
}
