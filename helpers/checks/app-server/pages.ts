import { isDeepStrictEqual } from 'node:util';
import type { WireMessage } from '../../app-server/wire.ts';
import type { Mutation } from '../../mutations/mutation.ts';
import { changeServerMessages } from '../../mutations/wire.ts';
import { messagesOf, onWire } from '../../queries/wire-messages.ts';
import type { ProcessRecord } from '../../recording/recording.ts';
import { objectOf, type JsonObject } from '../../util/json-object.ts';
import { failIfAny, type Check } from '../check.ts';
import type { Evidence } from '../verdict.ts';
import { README } from './authorities.ts';
import { listIn, textIn } from './fields.ts';

/** Lists that are returned page by page. */
export const pageChecks: readonly Check[] = [
  {
    id: 'app-server/queries/pages-are-full',
    clause: 'A page has as many elements as the limit if another page follows, and no more on the last one.',
    level: 'should',
    assumes: ['lists'],
    authority: README,
    language: 'app-server',
    needsClient: true,
    judge({ processes }) {
      const judged = processes.flatMap((process) =>
        pagesIn(process).flatMap(({ line, method, asked, data, next }): Evidence[][] => {
          const limit = asked['limit'];
          if (typeof limit !== 'number') return [];
          if (data.length === limit || (next === null && data.length < limit)) return [[]];
          const expected = next === null ? `at most ${limit} elements` : `${limit} elements`;
          return [
            [{ ...onWire(process, line, `${method}: elements of a page`), expected, actual: String(data.length) }],
          ];
        }),
      );
      return failIfAny(judged.flat(), judged.length, 'pages with as many elements as their limit');
    },
    mutants: () => ({
      'leaves out the first element': changePages((data) => data.slice(1)),
      'lists more than the limit': changePages((data) => [...data, ...data]),
    }),
  },
  {
    id: 'app-server/queries/pages-make-list',
    clause: 'The pages of a list, one after the other, have the elements of the list without a limit, field by field.',
    level: 'should',
    assumes: ['pages'],
    authority: README,
    language: 'app-server',
    needsClient: true,
    judge({ processes }) {
      const judged = processes.flatMap((process) => {
        const pages = pagesIn(process);
        const wholes = pages.filter(({ asked, next }) => next === null && !('limit' in asked) && !('cursor' in asked));
        return chainsIn(pages).flatMap((chain): Evidence[][] => {
          const [first] = chain;
          const { limit: _limit, ...filter } = first!.asked;
          const same = wholes.filter(
            ({ asked, method }) => method === first!.method && isDeepStrictEqual(asked, filter),
          );
          const whole = same.findLast(({ line }) => line < first!.line) ?? same[0];
          if (whole === undefined) return [];
          const isWhole = chain.at(-1)!.next === null;
          const actual = chain.flatMap(({ data }) => data.map(nameOf));
          const all = whole.data.map(nameOf);
          const expected = isWhole ? all : all.slice(0, actual.length);
          const place = (about: string): Evidence => onWire(process, chain.at(-1)!.line, `${whole.method}: ${about}`);
          if (!isDeepStrictEqual(actual, expected)) {
            return [[{ ...place('elements of all pages'), expected: expected.join(', '), actual: actual.join(', ') }]];
          }
          const paged = chain.flatMap(({ data }) => data);
          const other = paged.findIndex((element, index) => !isSame(element, whole.data[index]));
          if (other === -1) return [[]];
          const [wanted, seen] = [whole.data[other], paged[other]].map((element) => JSON.stringify(element));
          return [[{ ...place(`${nameOf(paged[other])} on a page`), expected: wanted!, actual: seen! }]];
        });
      });
      return failIfAny(judged.flat(), judged.length, 'lists that have the elements of their pages');
    },
    mutants: () => ({
      'repeats an element on the next page': changePages((data) => [...data.slice(0, 1), ...data.slice(0, -1)]),
      'lists the pages in another order': changePages((data) => data.toReversed()),
      'adds a field on a page': changePages((data) => data.map((element) => ({ ...objectOf(element), other: 1 }))),
    }),
  },
];

interface Page {
  readonly line: number;
  readonly method: string;
  readonly asked: JsonObject;
  readonly data: readonly unknown[];
  readonly next: string | null;
}

function pagesIn(process: ProcessRecord): Page[] {
  return messagesOf(process).flatMap(pageIn);
}

function pageIn({ line, message, answers }: WireMessage): Page[] {
  if (message.kind !== 'response' || answers === null) return [];
  const result = objectOf(message.result);
  if (!Array.isArray(result['data']) || !('nextCursor' in result)) return [];
  const page = { asked: objectOf(answers.params), data: listIn(result, 'data'), next: textIn(result, 'nextCursor') };
  return [{ line, method: answers.method, ...page }];
}

/** Each page with a limit and without a cursor, and those that continue it. */
function chainsIn(pages: readonly Page[]): (readonly Page[])[] {
  return pages
    .filter(({ asked }) => 'limit' in asked && !('cursor' in asked))
    .map((first) => {
      const chain = [first];
      for (const page of pages) {
        const { method, next } = chain.at(-1)!;
        const continues = page.method === method && page.asked['cursor'] === next;
        if (next !== null && continues && page.asked['limit'] === first.asked['limit']) chain.push(page);
      }
      return chain;
    });
}

/** True if two statements of an element agree. That of a thread or a turn may change from one request to the next. */
function isSame(one: unknown, other: unknown): boolean {
  return LIVING.some((field) => field in objectOf(one)) || isDeepStrictEqual(one, other);
}

/** Fields of threads and turns. */
const LIVING = ['updatedAt', 'status'];

/** The id or the name of an element. */
function nameOf(element: unknown): string {
  const { id, name } = objectOf(element);
  return typeof id === 'string' ? id : typeof name === 'string' ? name : JSON.stringify(element);
}

/** Changes the pages of the server that another one follows. */
function changePages(change: (data: readonly unknown[]) => readonly unknown[]): Mutation {
  return changeServerMessages(
    ({ result }) => typeof objectOf(result)['nextCursor'] === 'string',
    (message) => {
      const result = objectOf(message['result']);
      return [{ ...message, result: { ...result, data: change(listIn(result, 'data')) } }];
    },
  );
}
