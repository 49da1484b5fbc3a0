import type { Recording } from '../recording/recording.ts';

/** A pure function from one recording to another. */
export type Mutation = (recording: Recording) => Recording;

/** Mutations by name. */
export type Mutations = Readonly<Record<string, Mutation>>;

/** Applies the mutations one after the other. */
export function inSequence(...mutations: readonly Mutation[]): Mutation {
  return (recording) => mutations.reduce((changed, mutate) => mutate(changed), recording);
}
