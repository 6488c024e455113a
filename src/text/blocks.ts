/** Blocks of lines with an empty line between them; empty blocks leave no trace. */
export function joined(blocks: readonly (readonly string[])[]): string {
  const texts = blocks.filter((block) => block.length > 0).map((block) => block.join('\n'));
  return `${texts.join('\n\n')}\n`;
}
