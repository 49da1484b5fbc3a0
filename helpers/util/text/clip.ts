/** A text of at most so many characters, with an ellipsis after what was cut. Never cuts a character in two. */
export function clip(text: string, longest: number): string {
  const characters = Array.from(text);
  return characters.length > longest ? `${characters.slice(0, longest).join('')}…` : text;
}
