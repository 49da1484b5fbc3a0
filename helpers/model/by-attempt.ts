import { byPrompt } from './by-prompt.ts';
import type { Script, Step } from './script.ts';

/**
 * Replies by the last prompt of the request, and by how often that prompt was sent: the first step is for the first request
 * with it, each further one for a further request; the last repeats. To be made for each play, as it counts.
 */
export function byAttempt(replies: Readonly<Record<string, readonly [Step, ...Step[]]>>): Script {
  const counted = Object.entries(replies).map(([prompt, steps]): [string, Step] => {
    let sent = 0;
    return [
      prompt,
      (request) => {
        sent += 1;
        return steps[Math.min(sent, steps.length) - 1]!(request);
      },
    ];
  });
  return byPrompt(Object.fromEntries(counted));
}
