import type { Mutation } from '../../mutations/mutation.ts';
import { changeServerMessages, isResponseTo } from '../../mutations/wire.ts';
import { messagesOf, onWire } from '../../queries/wire-messages.ts';
import type { FileRecord, ProcessRecord } from '../../recording/recording.ts';
import { objectOf, type JsonObject } from '../../util/json-object.ts';
import { failIfAny, type Check } from '../check.ts';
import type { Evidence } from '../verdict.ts';
import { README } from './authorities.ts';
import { listIn, textIn } from './fields.ts';

/** The skills that are listed agree with those on disk. */
export const skillChecks: readonly Check[] = [
  {
    id: 'app-server/skills/as-on-disk',
    effects: ['skills/list'],
    clause: 'skills/list has each skill that is on disk once, with the name and the description in its file.',
    level: 'must',
    assumes: ['lists-skills'],
    authority: README,
    language: 'app-server',
    judge({ processes, files }) {
      const onDisk = files.filter(({ path }) => SKILL.test(path));
      let compared = 0;
      const found = processes.flatMap((process) =>
        listsIn(process).flatMap(({ line, skills }): Evidence[] => {
          const place = (about: string): Evidence => onWire(process, line, `skills/list: ${about}`);
          compared += onDisk.length;
          return onDisk.flatMap((file): Evidence[] => {
            const own = skills.filter((skill) => textIn(skill, 'path')?.endsWith(`/${file.path}`) === true);
            if (own.length !== 1)
              return [{ ...place(`entries of ${file.path}`), expected: '1', actual: String(own.length) }];
            return Object.entries(headerOf(file)).flatMap(([field, expected]) => {
              const actual = String(own[0]![field]);
              return actual === expected ? [] : [{ ...place(`${field} of ${file.path}`), expected, actual }];
            });
          });
        }),
      );
      return failIfAny(found, compared, 'skills on disk, each listed once');
    },
    mutants: () => ({
      'lists no skill': changeSkills(() => []),
      'leaves out the first skill': changeSkills((skills) => skills.slice(1)),
      'lists a skill twice': changeSkills((skills) => [...skills, ...skills.slice(0, 1)]),
      'lists a skill in another folder': changeSkills(([first, ...rest]) => [
        { ...objectOf(first), path: '/x/SKILL.md' },
        ...rest,
      ]),
    }),
  },
];

const SKILL = /^(?:.*\/)?skills\/(?:\.system\/)?[^/]+\/SKILL\.md$/;

function listsIn(process: ProcessRecord): { line: number; skills: JsonObject[] }[] {
  return messagesOf(process).flatMap(({ line, message, answers }) => {
    if (message.kind !== 'response' || answers?.method !== 'skills/list') return [];
    const data = listIn(objectOf(message.result), 'data').map(objectOf);
    return [{ line, skills: data.flatMap((one) => listIn(one, 'skills').map(objectOf)) }];
  });
}

/** The name and the description in the header of a skill, if the text of the file was recorded. */
function headerOf({ text = '' }: FileRecord): Readonly<Record<string, string>> {
  const header = /^---\n(.*?)\n---\n/s.exec(text)?.[1] ?? '';
  return Object.fromEntries(
    [...header.matchAll(/^(?<field>name|description): (?<value>.*)$/gm)].map(({ groups }) => [
      groups!['field'],
      groups!['value'],
    ]),
  );
}

function changeSkills(change: (skills: readonly unknown[]) => readonly unknown[]): Mutation {
  return changeServerMessages(isResponseTo('skills/list'), (message) => {
    const result = objectOf(message['result']);
    const data = listIn(result, 'data').map((one) => {
      const own = objectOf(one);
      return { ...own, skills: change(listIn(own, 'skills')) };
    });
    return [{ ...message, result: { ...result, data } }];
  });
}
