import { expect, test } from 'vitest';
import { capabilitiesOf, type HelpTexts } from '../../../helpers/codex/capabilities.ts';
import { HELP_0_169, HELP_0_61, HELP_0_98 } from './help-texts.ts';

const SILENT: HelpTexts = { help: '', execHelp: '', resumeHelp: '', appServerHelp: '', features: '' };

test('reads what 0.61.0 says of itself', () => {
  expect(capabilitiesOf(HELP_0_61)).toMatchInlineSnapshot(`
    [
      "app-server.command.generate-json-schema",
      "app-server.command.generate-ts",
      "command.app-server",
      "command.apply",
      "command.cloud",
      "command.exec",
      "command.features",
      "command.mcp-server",
      "command.resume",
      "exec.command.resume",
      "exec.flag.config",
      "exec.flag.json",
      "exec.flag.output-last-message",
      "exec.flag.output-schema",
      "exec.flag.sandbox",
      "exec.flag.skip-git-repo-check",
      "feature.apply_patch_freeform",
      "feature.exec_policy",
      "feature.shell_tool",
      "feature.undo",
      "feature.unified_exec",
      "feature.view_image_tool",
      "feature.web_search_request",
      "resume.flag.last",
    ]
  `);
});

test('reads what 0.98.0 says of itself', () => {
  expect(capabilitiesOf(HELP_0_98)).toMatchInlineSnapshot(`
    [
      "app-server.command.generate-json-schema",
      "app-server.command.generate-ts",
      "app-server.flag.analytics-default-enabled",
      "command.app-server",
      "command.apply",
      "command.cloud",
      "command.exec",
      "command.features",
      "command.fork",
      "command.mcp-server",
      "command.resume",
      "command.review",
      "exec.command.resume",
      "exec.command.review",
      "exec.flag.config",
      "exec.flag.json",
      "exec.flag.output-last-message",
      "exec.flag.output-schema",
      "exec.flag.sandbox",
      "exec.flag.skip-git-repo-check",
      "feature.apply_patch_freeform",
      "feature.apps",
      "feature.exec_policy",
      "feature.remote_models",
      "feature.runtime_metrics",
      "feature.shell_tool",
      "feature.steer",
      "feature.undo",
      "feature.unified_exec",
      "feature.web_search_request",
      "resume.flag.json",
      "resume.flag.last",
      "resume.flag.skip-git-repo-check",
    ]
  `);
});

test('reads what 0.169.0 says of itself', () => {
  expect(capabilitiesOf(HELP_0_169)).toMatchInlineSnapshot(`
    [
      "app-server.command.generate-json-schema",
      "app-server.command.generate-ts",
      "app-server.flag.analytics-default-enabled",
      "app-server.flag.listen",
      "app-server.listen.stdio",
      "app-server.listen.unix",
      "app-server.listen.ws",
      "command.agents",
      "command.app-server",
      "command.apply",
      "command.cloud",
      "command.exec",
      "command.exec-server",
      "command.features",
      "command.fork",
      "command.resume",
      "command.review",
      "exec.command.fork",
      "exec.command.resume",
      "exec.command.review",
      "exec.flag.config",
      "exec.flag.ephemeral",
      "exec.flag.json",
      "exec.flag.output-last-message",
      "exec.flag.output-schema",
      "exec.flag.sandbox",
      "exec.flag.skip-git-repo-check",
      "feature.apps",
      "feature.multi_agent",
      "feature.plugins",
      "feature.prevent_idle_sleep",
      "feature.runtime_metrics",
      "feature.shell_tool",
      "feature.unbounded_connection_retries",
      "feature.unified_exec",
      "feature.web_search_request",
      "removed-feature.apply_patch_freeform",
      "removed-feature.guardianv2.thread_context",
      "removed-feature.remote_models",
      "removed-feature.steer",
      "removed-feature.undo",
      "resume.flag.ephemeral",
      "resume.flag.json",
      "resume.flag.last",
      "resume.flag.output-last-message",
      "resume.flag.output-schema",
      "resume.flag.skip-git-repo-check",
    ]
  `);
});

test('a binary that refuses to say anything can do nothing', () => {
  expect(capabilitiesOf(SILENT)).toEqual([]);
});

test('a flag in the explanation of another is none', () => {
  const execHelp = [
    'Options:',
    '      --json',
    '          Print events to stdout as JSONL. Not with',
    '          --pretty, and see',
    '        --older',
    '  -o, --output-last-message <FILE>',
    '          …',
    '',
  ].join('\n');
  expect(capabilitiesOf({ ...SILENT, execHelp })).toEqual(['exec.flag.json', 'exec.flag.output-last-message']);
});

test('names a removed feature as such, whatever its default', () => {
  const features = [
    'steer\tremoved\ttrue',
    'plugins             stable             true',
    'x.y   under development  false',
    '',
  ].join('\n');
  expect(capabilitiesOf({ ...SILENT, features })).toEqual(['feature.plugins', 'feature.x.y', 'removed-feature.steer']);
});

test('lines that are no feature are passed over', () => {
  const features = 'Features:\n\nplugins\nstable true\nWARNING: old config true\nundo stable maybe\n';
  expect(capabilitiesOf({ ...SILENT, features })).toEqual([]);
});
