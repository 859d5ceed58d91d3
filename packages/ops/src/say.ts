/** Tells whoever runs the command. */
export function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
