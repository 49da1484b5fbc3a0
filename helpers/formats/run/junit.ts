import type { UnmatchedFailure } from '../../checks/baseline.ts';
import { isExcused, isRed, isStale } from '../../checks/verdict.ts';
import type { CheckResult, Evidence } from '../../checks/verdict.ts';
import { evidenceText } from '../evidence-text.ts';
import { groupFailures } from '../failure-groups.ts';
import { groupNotes } from '../group-text.ts';
import type { HarnessError } from './harness-error.ts';
import { orphanedChecks, type ReportedScenario, type RunResult, reportedScenarios } from '../run-result.ts';
import { replyText } from '../wrong-replies.ts';
import { xmlDocument } from './xml.ts';
import type { XmlElement } from './xml.ts';
import { evidencePlace } from '../../checks/evidence.ts';

const SUITE_OF_THE_RUN = 'codex-conformance';
const STALE = 'it passes: remove its entry from the baseline';

/**
 * The text of `junit.xml`: a test suite for each scenario, a test case for each check and one for the scenario's replies.
 * A red check names its group. A failed `may` passes with a note; a known failure is skipped with its reason. The first case of
 * a scenario has its time in seconds: it is played once, and judging takes no time.
 */
export function junitXml(run: RunResult): string {
  const notes = groupNotes(groupFailures(run.checks));
  const checkCase = (check: CheckResult) => testCase(check.scenario, check.id, checkChildren(check, notes.get(check)));
  const rest = [
    ...orphanedChecks(run).map(checkCase),
    ...run.unmatched.map(unmatchedCase),
    ...run.harnessErrors.map(harnessErrorCase),
    ...(run.interrupted ? [errorCase(SUITE_OF_THE_RUN, 'run', 'the run was interrupted', [])] : []),
  ];
  const suites = [
    ...reportedScenarios(run).map((one) => {
      const { scenario, timing } = one.result;
      return suite(scenario, [...repliesCase(one), ...one.checks.map(checkCase)], timing.duration_ms / 1000);
    }),
    ...(rest.length > 0 ? [suite(SUITE_OF_THE_RUN, rest)] : []),
  ];
  const cases = suites.flatMap(({ children }) => children as readonly XmlElement[]);
  return xmlDocument(element('testsuites', { name: SUITE_OF_THE_RUN, ...totals(cases) }, suites));
}

function suite(name: string, cases: readonly XmlElement[], time = 0): XmlElement {
  const timed = cases.map(({ attributes, ...rest }, index) => ({
    ...rest,
    attributes: { ...attributes, time: (index === 0 ? time : 0).toFixed(3) },
  }));
  return element('testsuite', { name, ...totals(timed) }, timed);
}

function repliesCase({ result }: ReportedScenario): readonly XmlElement[] {
  if (result.turns.length === 0) return [];
  const wrong = result.turns.filter(({ exact_match }) => !exact_match);
  const text = wrong
    .map(
      ({ turn, expected_reply, actual_reply }) =>
        `turn ${turn}\nexpected: ${JSON.stringify(expected_reply)}\nactual:   ${JSON.stringify(actual_reply)}`,
    )
    .join('\n\n');
  const message = `the reply differs: ${wrong.map(replyText).join('; ')}`;
  const isOfModel = wrong.every(({ wrong_reply_from }) => wrong_reply_from === 'model');
  const failure = isOfModel
    ? element('error', { message: `${message}, as the model said it`, type: 'model' }, [text])
    : element('failure', { message, type: 'reply' }, [text]);
  const failures = wrong.length === 0 ? [] : [failure];
  return [testCase(result.scenario, 'replies', failures)];
}

function checkChildren(check: CheckResult, group: string | undefined): readonly XmlElement[] {
  const text = [check.clause, ...check.evidence.map(evidenceBlock), ...(group === undefined ? [] : [group])].join(
    '\n\n',
  );
  const message = check.evidence[0] === undefined ? check.clause : evidenceText(check.evidence[0]);
  if (isStale(check)) return [element('failure', { message: STALE, type: 'stale' }, [knownFailureText(check)])];
  if (check.verdict === 'pass') return [];
  if (check.verdict === 'not-applicable') return [element('skipped', { message: check.reason ?? undefined }, [])];
  if (isExcused(check)) {
    return [
      element('skipped', { message: `known failure: ${knownFailureText(check)}` }, []),
      element('system-out', {}, [text]),
    ];
  }
  if (check.verdict !== 'fail') {
    return [element('error', { message: check.reason ?? message, type: check.verdict }, [text])];
  }
  if (isRed(check)) return [element('failure', { message, type: check.level }, [text])];
  return [element('system-out', {}, [`not red, as the level is ${check.level}\n\n${text}`])];
}

function knownFailureText({ known_failure }: CheckResult): string {
  const { versions, reason, link } = known_failure!;
  return `${reason} (${versions}${link === undefined ? '' : `, ${link}`})`;
}

function evidenceBlock(evidence: Evidence): string {
  const { message, expected, actual } = evidence;
  const replies = [
    ...(expected === undefined ? [] : [`expected: ${JSON.stringify(expected)}`]),
    ...(actual === undefined ? [] : [`actual:   ${JSON.stringify(actual)}`]),
  ];
  return [`${message}${evidencePlace(evidence)}`, ...replies].join('\n');
}

function unmatchedCase({ check, scenario, problem, hint }: UnmatchedFailure): XmlElement {
  const message = `unmatched baseline entry: ${problem}`;
  return testCase(SUITE_OF_THE_RUN, `${check}@${scenario}`, [
    element('failure', { message, type: 'unmatched' }, [hint]),
  ]);
}

function harnessErrorCase({ scenario, test, file, line, message, hint }: HarnessError): XmlElement {
  const place = file === null ? [] : [`${file}${line === null ? '' : `:${line}`}`];
  const details = [...place, ...(hint === null ? [] : [hint])];
  return errorCase(scenario ?? SUITE_OF_THE_RUN, test ?? file ?? 'run', message, details);
}

function errorCase(classname: string, name: string, message: string, details: readonly string[]): XmlElement {
  return testCase(classname, name, [
    element('error', { message, type: 'harness-error' }, details.length === 0 ? [] : [details.join('\n')]),
  ]);
}

function testCase(classname: string, name: string, children: readonly XmlElement[]): XmlElement {
  return element('testcase', { classname, name }, children);
}

function totals(cases: readonly XmlElement[]) {
  const having = (name: string) =>
    cases.filter(({ children }) => children.some((child) => (child as XmlElement).name === name)).length;
  const time = cases.reduce((sum, { attributes }) => sum + Number(attributes['time']), 0).toFixed(3);
  return {
    tests: cases.length,
    failures: having('failure'),
    errors: having('error'),
    skipped: having('skipped'),
    time,
  };
}

function element(
  name: string,
  attributes: XmlElement['attributes'],
  children: readonly (XmlElement | string)[],
): XmlElement {
  return { name, attributes, children };
}
